package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver an event.
 *
 * @param number which try of this event at this webhook it was, from 1; 1 again after a replay
 * @param at when it began
 * @param status what the receiver answered, null when it did not
 * @param error what went wrong, null when nothing did; names no address and nothing of the answer
 */
public record DeliveryAttempt(
        UUID id,
        OrganizationId organization,
        UUID webhook,
        UUID event,
        EventType type,
        int number,
        Instant at,
        Duration took,
        Outcome outcome,
        @Nullable Integer status,
        @Nullable String error) {

    public enum Outcome {
        DELIVERED,
        /** It is tried again. */
        FAILED,
        /** It failed, and is not tried again unless replayed. */
        GIVEN_UP
    }
}
