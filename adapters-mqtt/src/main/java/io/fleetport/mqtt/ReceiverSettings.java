package io.fleetport.mqtt;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;

/**
 * How messages of stations are taken.
 *
 * @param topicPrefix what comes before {@code /{station_id}/…}
 * @param mostBytes largest message, 1 to 16 MiB; a larger one becomes a dead letter
 * @param operator who gets the dead letters of stations that belong to nobody
 * @param mostReports of messages that the broker refused, how many may wait to become dead letters; 1 or more
 * @param retryAfter how long to wait before a message is looked at again when the pseudonyms of vehicles were away
 */
public record ReceiverSettings(
        String topicPrefix, int mostBytes, OrganizationId operator, int mostReports, Duration retryAfter) {

    private static final int MOST_BYTES = 16 << 20;

    /** As the page for vendors says: topics below {@code ev/station}, messages of up to 64 KiB. */
    public static final ReceiverSettings DEFAULT =
            new ReceiverSettings("ev/station", 64 << 10, new OrganizationId("operator"), 1_000, Duration.ofSeconds(1));

    public ReceiverSettings {
        if (topicPrefix.isEmpty() || topicPrefix.endsWith("/")) {
            throw new IllegalArgumentException("topicPrefix must not be empty or end in / but is " + topicPrefix);
        }
        if (mostBytes < 1 || mostBytes > MOST_BYTES) {
            throw new IllegalArgumentException("mostBytes must be within 1.." + MOST_BYTES + " but is " + mostBytes);
        }
        if (mostReports < 1) {
            throw new IllegalArgumentException("mostReports must be 1 or more but is " + mostReports);
        }
        if (!retryAfter.isPositive()) {
            throw new IllegalArgumentException("retryAfter must be positive but is " + retryAfter);
        }
    }
}
