package io.fleetport.mqtt.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The stations of one run on the broker. */
final class StationLinks {

    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final List<StationLink> links = new ArrayList<>();
    private final int handshakesAtOnce;
    private final Tally tally;
    private double handshakesPerSecond;

    StationLinks(int handshakesAtOnce, Tally tally) {
        this.handshakesAtOnce = handshakesAtOnce;
        this.tally = tally;
    }

    void add(StationLink link) {
        links.add(link);
    }

    /** Lets every station try to connect once, so many at a time; leaves off when {@code enough} says so. */
    void connect(BooleanSupplier enough) throws InterruptedException {
        long began = System.nanoTime();
        Semaphore attempts = new Semaphore(handshakesAtOnce);
        for (StationLink link : links) {
            if (!acquire(attempts, 1, enough)) {
                return;
            }
            var unused = link.start().whenComplete((opened, failure) -> attempts.release());
        }
        if (acquire(attempts, handshakesAtOnce, enough)) {
            handshakesPerSecond = tally.connections.sum() / Math.max(1e-9, (System.nanoTime() - began) / 1e9);
        }
    }

    static boolean acquire(Semaphore attempts, int permits, BooleanSupplier enough) throws InterruptedException {
        while (!attempts.tryAcquire(permits, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
            if (enough.getAsBoolean()) {
                return false;
            }
        }
        return !enough.getAsBoolean();
    }

    void wakeAll() {
        links.forEach(StationLink::wake);
    }

    /** Ends every connection. */
    void stop() {
        links.forEach(StationLink::stop);
    }

    double handshakesPerSecond() {
        return handshakesPerSecond;
    }
}
