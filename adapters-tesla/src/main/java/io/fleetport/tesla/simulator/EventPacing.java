package io.fleetport.tesla.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When each row of one vehicle is to be sent: as far apart as its event times are, divided by the speed-up.
 *
 * <p>A hole of more than five minutes, where the vehicle was switched off, is not waited for but passed in a second at most,
 * and so is a step back in time; otherwise a recording with months between its trips would never end. Stateful.
 */
final class EventPacing {

    /** As fast as the other side acknowledges. */
    static final double AS_FAST_AS_ACKNOWLEDGED = Double.POSITIVE_INFINITY;

    private static final Duration LONGEST_WAITED_FOR = Duration.ofMinutes(5);
    private static final long SKIPPED_HOLE_NANOS = Duration.ofSeconds(1).toNanos();

    private final double speedUp;
    private long dueNanos;
    private @Nullable Instant previous;

    /** @param startNanos when the first row is due, as {@link System#nanoTime()} tells it */
    EventPacing(double speedUp, long startNanos) {
        this.speedUp = speedUp;
        this.dueNanos = startNanos;
    }

    /** When the next row is due, by {@link System#nanoTime()}, or {@link RecordSource#NOW}. */
    long due(Instant observedAt) {
        if (speedUp == AS_FAST_AS_ACKNOWLEDGED) {
            return RecordSource.NOW;
        }
        Instant last = previous;
        previous = observedAt;
        if (last != null) {
            dueNanos += pauseNanos(Duration.between(last, observedAt));
        }
        return dueNanos;
    }

    private long pauseNanos(Duration step) {
        if (!step.isNegative() && step.compareTo(LONGEST_WAITED_FOR) <= 0) {
            return (long) ((double) step.toNanos() / speedUp);
        }
        return (long) Math.min((double) SKIPPED_HOLE_NANOS, Math.abs((double) step.toSeconds()) * 1e9 / speedUp);
    }
}
