package io.fleetport.tesla.stream;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.Subject;
import io.fleetport.domain.vehicle.Signal;
import java.util.ArrayList;
import java.util.List;

/** An intake that settles when told to, and has as much room as told. */
final class HeldIntake implements IngestTelemetry {

    private final List<Delivery> taken = new ArrayList<>();
    private final List<Delivery> open = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private int turnedAway;
    private boolean settlesAtOnce = true;

    @Override
    public synchronized boolean offer(Delivery delivery) {
        if (taken.size() >= room) {
            turnedAway++;
            return false;
        }
        taken.add(delivery);
        if (settlesAtOnce) {
            delivery.settlement().settled(Outcome.ACCEPTED);
        } else {
            open.add(delivery);
        }
        return true;
    }

    @Override
    public synchronized void whenRoom(Subject subject, Runnable resume) {
        if (taken.size() < room) {
            resume.run();
        } else {
            waiting.add(resume);
        }
    }

    synchronized void hold() {
        settlesAtOnce = false;
    }

    synchronized void settleAll() {
        open.forEach(delivery -> delivery.settlement().settled(Outcome.ACCEPTED));
        open.clear();
    }

    /** Takes so many deliveries in all, from the beginning. */
    void room(int deliveries) {
        List<Runnable> resumed;
        synchronized (this) {
            room = deliveries;
            resumed = List.copyOf(waiting);
            waiting.clear();
        }
        resumed.forEach(Runnable::run);
    }

    synchronized int turnedAway() {
        return turnedAway;
    }

    synchronized List<Delivery> taken() {
        return List.copyOf(taken);
    }

    /** What was taken besides connections. */
    synchronized List<Delivery> messages() {
        return taken.stream().filter(delivery -> !isConnection(delivery)).toList();
    }

    synchronized List<Signal.Connection> connections() {
        return taken.stream()
                .filter(HeldIntake::isConnection)
                .map(delivery -> (Signal.Connection)
                        ((Delivery.Said) delivery.content()).signals().getFirst())
                .toList();
    }

    private static boolean isConnection(Delivery delivery) {
        return delivery.content() instanceof Delivery.Said said
                && said.signals().size() == 1
                && said.signals().getFirst() instanceof Signal.Connection;
    }
}
