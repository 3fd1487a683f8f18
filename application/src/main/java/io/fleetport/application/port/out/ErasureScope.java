package io.fleetport.application.port.out;

import io.fleetport.domain.vehicle.VehicleId;
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

    /** Whether a live event tells something that is to go. Of a trip, session or swap any telling does. */
    public boolean isAbout(LiveEvent event) {
        VehicleId vehicle = key.vehicle();
        return switch (event) {
            case LiveEvent.Heard heard ->
                vehicle.equals(heard.vehicle()) && covers(heard.reading().observedAt());
            case LiveEvent.Told told -> vehicle.equals(told.vehicle());
            case LiveEvent.StationMoved moved -> false;
            case LiveEvent.SessionTold told ->
                vehicle.equals(told.session().figures().vehicle());
            case LiveEvent.SwapTold told -> vehicle.equals(told.swap().vehicle());
        };
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
