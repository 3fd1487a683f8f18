package io.fleetport.application.webhook;

import java.time.Duration;
import java.util.List;

/**
 * When a delivery that failed is tried again.
 *
 * @param pauses after the first, second, … failure; after more than there are, the last one again and again
 * @param giveUpAfter an event that has failed for so long is not tried any more
 */
public record RetrySchedule(List<Duration> pauses, Duration giveUpAfter) {

    public static final RetrySchedule DEFAULT = new RetrySchedule(
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(4),
                    Duration.ofHours(8)),
            Duration.ofDays(5));

    /** Share of a pause by which it may be longer or shorter, so that those who failed together do not come back together. */
    private static final double JITTER = 0.1;

    public RetrySchedule {
        pauses = List.copyOf(pauses);
        if (pauses.isEmpty() || pauses.stream().anyMatch(pause -> !pause.isPositive())) {
            throw new IllegalArgumentException("pauses must be one or more positive times but are " + pauses);
        }
        if (!giveUpAfter.isPositive()) {
            throw new IllegalArgumentException("giveUpAfter must be positive but is " + giveUpAfter);
        }
    }

    /**
     * @param failures so far, 1 or more
     * @param random 0 to 1
     */
    Duration pause(int failures, double random) {
        Duration pause = pauses.get(Math.min(failures, pauses.size()) - 1);
        return Duration.ofMillis(Math.round(pause.toMillis() * (1 + JITTER * (2 * random - 1))));
    }
}
