package io.fleetport.aws.elasticache;

import java.time.Duration;

/**
 * What a process may ask of the Redis that its reads are kept in.
 *
 * @param patience longest wait of a request for an answer, {@value #LEAST_PATIENCE} ms or more
 * @param longestAnswer bytes; a longer one is asked of the store each time, 1 or more
 * @param bytesPerSecond of answers sent to be kept, {@code longestAnswer} or more; what comes on top in a second is not kept.
 *     What a process has in Redis at a time is about this, times the time to live in seconds
 */
public record ReadCacheLimits(Duration patience, int longestAnswer, long bytesPerSecond) {

    static final int LEAST_PATIENCE = 1;

    /** @throws IllegalArgumentException when one is out of its range */
    public ReadCacheLimits {
        if (patience.toMillis() < LEAST_PATIENCE) {
            throw new IllegalArgumentException("patience must be 1 ms or more but is " + patience);
        }
        if (longestAnswer < 1 || bytesPerSecond < longestAnswer) {
            throw new IllegalArgumentException("longestAnswer must be 1 or more and bytesPerSecond no less but are "
                    + longestAnswer + " and " + bytesPerSecond);
        }
    }
}
