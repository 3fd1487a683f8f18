package io.fleetport.application.eventbus;

import java.time.Duration;

/**
 * Bounds of the forwarding of events.
 *
 * @param batch events read and published at a time, 1 to 1,000
 * @param firstPause after the first failure in a row; doubled with each further one
 * @param longestPause not shorter than the first
 * @param hold how long a process has the bus to itself after it last asked; longer than one batch can take, or two processes
 *     send the same events
 */
public record ForwardingSettings(int batch, Duration firstPause, Duration longestPause, Duration hold) {

    public static final ForwardingSettings DEFAULT =
            new ForwardingSettings(100, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(2));

    private static final int MOST_BATCH = 1_000;

    /** So many doublings of a millisecond are longer than any pause that can be set. */
    private static final int MOST_DOUBLINGS = 40;

    public ForwardingSettings {
        require(batch >= 1 && batch <= MOST_BATCH, "batch must be within 1.." + MOST_BATCH + " but is " + batch);
        require(firstPause.toMillis() >= 1, "firstPause must be at least 1 ms but is " + firstPause);
        require(
                longestPause.compareTo(firstPause) >= 0,
                "longestPause must be at least " + firstPause + " but is " + longestPause);
        require(hold.isPositive(), "hold must be positive but is " + hold);
    }

    /**
     * @param failures in a row, 1 or more
     * @param random 0 to 1: the pause is between half and all of its length, so that those who failed together come apart
     */
    Duration pause(int failures, double random) {
        long doubled = firstPause.toMillis();
        for (int i = 1; i < Math.min(failures, MOST_DOUBLINGS) && doubled < longestPause.toMillis(); i++) {
            doubled *= 2;
        }
        return Duration.ofMillis(
                Math.max(1, Math.round(Math.min(doubled, longestPause.toMillis()) * (0.5 + 0.5 * random))));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
