package io.fleetport.application.stream;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.application.port.out.Tracing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that brings what waits for its vehicles and stations into the stream, and only then settles it. Entries the stream
 * did not take are put again without end, each after pauses of its own, while others go on; their vehicles' queues
 * fill meanwhile, and sources stop reading.
 */
final class Lane implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final int MOST_DOUBLINGS = 20;

    private final LaneQueue queue;
    private final TelemetryStream stream;
    private final StreamSettings settings;
    private final PublicationMeters meters;
    private final Tracing tracing;

    /** Packed, to go with the next put. */
    private final Deque<Parcel> packed = new ArrayDeque<>();

    private final PriorityQueue<Parcel> again =
            new PriorityQueue<>((one, other) -> Long.signum(one.dueNanos() - other.dueNanos()));
    private int failedPuts;
    private volatile boolean closing;

    Lane(LaneQueue queue, TelemetryStream stream, StreamSettings settings, PublicationMeters meters, Tracing tracing) {
        this.queue = queue;
        this.stream = stream;
        this.settings = settings;
        this.meters = meters;
        this.tracing = tracing;
    }

    LaneQueue queue() {
        return queue;
    }

    /** Puts what is queued and then ends. */
    void close() {
        closing = true;
    }

    @Override
    public void run() {
        try {
            while (!closing || queue.deliveries() > 0) {
                pack();
                List<Parcel> load = load();
                if (!load.isEmpty()) {
                    put(load);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("{} deliveries are not in the stream; none of them was acknowledged", queue.deliveries());
        }
    }

    /** Gets ready what is due again and what waits, as far as one put takes it. */
    private void pack() throws InterruptedException {
        long now = System.nanoTime();
        while (!again.isEmpty() && again.peek().dueNanos() - now <= 0) {
            packed.add(again.remove());
        }
        int room = stream.limits().entries() - packed.size();
        if (room <= 0) {
            return;
        }
        boolean idle = packed.isEmpty();
        for (LaneQueue.Taken taken :
                queue.take(room, idle ? patience(now) : Duration.ZERO, idle ? settings.linger() : Duration.ZERO)) {
            Parcel parcel = Parcel.of(taken, stream.limits(), tracing);
            if (parcel.firstIsTooLarge()) {
                meters.tooLarge.increment();
            }
            packed.add(parcel);
        }
    }

    private Duration patience(long now) {
        @Nullable Parcel next = again.peek();
        if (next == null) {
            return PATIENCE;
        }
        Duration untilDue = Duration.ofNanos(Math.max(0, next.dueNanos() - now));
        return untilDue.compareTo(PATIENCE) < 0 ? untilDue : PATIENCE;
    }

    private List<Parcel> load() {
        TelemetryStream.Limits limits = stream.limits();
        List<Parcel> load = new ArrayList<>(Math.min(packed.size(), limits.entries()));
        long bytes = 0;
        while (load.size() < limits.entries() && !packed.isEmpty()) {
            bytes += packed.peek().bytes();
            if (bytes > limits.putBytes()) {
                break;
            }
            load.add(packed.remove());
        }
        return load;
    }

    private void put(List<Parcel> load) throws InterruptedException {
        Set<Integer> notTaken;
        try {
            List<TelemetryStream.Entry> entries =
                    load.stream().map(Parcel::entry).toList();
            notTaken = meters.timed(() -> stream.put(entries));
            failedPuts = 0;
        } catch (PortUnavailable | PortRefused failure) {
            putAgain(load, failure.getMessage());
            return;
        } catch (RuntimeException bug) {
            LOG.error("a put into the stream failed in a way that was not foreseen", bug);
            putAgain(load, bug.getClass().getSimpleName());
            return;
        }
        for (int i = 0; i < load.size(); i++) {
            if (notTaken.contains(i)) {
                meters.notTaken.increment();
                later(load.get(i));
            } else {
                settle(load.get(i));
            }
        }
    }

    /** Nothing else would go in either, so everything waits. */
    private void putAgain(List<Parcel> load, @Nullable String why) throws InterruptedException {
        failedPuts++;
        meters.failedPuts.increment();
        long pause = pauseNanos(failedPuts);
        LOG.warn("the stream took nothing, will put again in {} ms: {}", pause / 1_000_000, why);
        for (int i = load.size() - 1; i >= 0; i--) {
            packed.addFirst(load.get(i));
        }
        Thread.sleep(Duration.ofNanos(pause));
    }

    private void later(Parcel parcel) {
        parcel.dueAt(System.nanoTime() + pauseNanos(parcel.failed()));
        again.add(parcel);
    }

    /** Doubles with each failure; random by half, so that what failed together does not come back together. */
    private long pauseNanos(int failures) {
        long longest = settings.longestPause().toNanos();
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        long pause = Math.min(longest, settings.shortestPause().toNanos() << doublings);
        return pause <= 0 ? longest : pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    }

    private void settle(Parcel parcel) {
        List<Delivery> inside = parcel.inside();
        meters.entries.increment();
        meters.bytes.increment(parcel.bytes());
        meters.deliveries.increment(inside.size());
        queue.done(parcel.line(), parcel.taken(), parcel.rest());
        parcel.sending().forEach(Tracing.Span::end);
        for (Delivery delivery : inside) {
            try {
                delivery.settlement().settled(outcome(delivery.content()));
            } catch (RuntimeException bug) {
                LOG.error("a {} source failed to hear what became of its delivery", delivery.source(), bug);
            }
        }
    }

    private static Outcome outcome(Delivery.Content content) {
        return switch (content) {
            case Delivery.Said said -> Outcome.ACCEPTED;
            case Delivery.StationSaid said -> Outcome.ACCEPTED;
            case Delivery.Unusable unusable -> new Outcome.DeadLettered(unusable.reason(), unusable.detail());
        };
    }
}
