package io.fleetport.application.port.out;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be erased: all of a vehicle, or what it said in an interval.
 *
 * @param from inclusive, by event time; null with {@code until} for all
 * @param until exclusive
 */
public record ErasureScope(
        VehicleKey key, @Nullable Instant from, @Nullable Instant until) {

    /** Whether something of that time is to go. */
    public boolean covers(Instant time) {
        return from == null || until == null || !time.isBefore(from) && time.isBefore(until);
    }

    /**
     * Raw messages name no event time. Those of an interval are the ones that its readings came in, however late, and all
     * that were received in it.
     *
     * @param receivedAt of the interval's readings, in whole microseconds; nothing when all is to go
     */
    public record Messages(ErasureScope scope, Set<Instant> receivedAt) {
        public Messages {
            receivedAt = Set.copyOf(receivedAt);
        }

        public boolean hold(ArchivedMessage message) {
            return message.subject().equals(scope.key()) && holdTime(message.receivedAt());
        }

        /** Whether a message of the vehicle that was received then is to go. */
        public boolean holdTime(Instant received) {
            return scope.covers(received) || receivedAt.contains(received);
        }
    }
}
