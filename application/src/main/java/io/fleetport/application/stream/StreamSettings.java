package io.fleetport.application.stream;

import java.time.Duration;

/**
 * Limits of the way into the stream. Every one is a bound on memory or on latency.
 *
 * @param lanes threads that put, each with its own queue; vehicles and stations are spread by their id. 1 to 64
 * @param queuedDeliveries most deliveries per lane that wait or are on their way into the stream; past that sources are told
 *     to stop reading
 * @param queuedBytes most raw bytes of those
 * @param linger how long a put waits for company while it is not full
 * @param shortestPause before an entry that was not taken is put again; doubles with each time
 * @param longestPause what it doubles up to
 */
public record StreamSettings(
        int lanes,
        int queuedDeliveries,
        long queuedBytes,
        Duration linger,
        Duration shortestPause,
        Duration longestPause) {

    public static final StreamSettings DEFAULT =
            new StreamSettings(4, 8_192, 64L << 20, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(2));

    public StreamSettings {
        require(lanes >= 1 && lanes <= 64, "lanes must be within 1..64 but is " + lanes);
        require(queuedDeliveries >= 1, "queuedDeliveries must be 1 or more but is " + queuedDeliveries);
        require(queuedBytes >= 1, "queuedBytes must be 1 or more but is " + queuedBytes);
        require(!linger.isNegative(), "linger must not be negative but is " + linger);
        require(shortestPause.isPositive(), "shortestPause must be positive but is " + shortestPause);
        require(
                longestPause.compareTo(shortestPause) >= 0,
                "longestPause must be at least " + shortestPause + " but is " + longestPause);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
