package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.StationStatus;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.trip.Trip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an {@link Event} tells of, before it is written down. */
public sealed interface Happening {

    EventType type();

    Subject subject();

    /** Names what it happened to among those of the subject: a trip, a session. */
    String object();

    Instant occurredAt();

    /** A trip is told as it was not before. */
    record TripTold(EventType type, VehicleKey subject, String vehicleName, Trip trip) implements Happening {
        @Override
        public String object() {
            return trip.id().toString();
        }

        @Override
        public Instant occurredAt() {
            return trip instanceof Trip.Finished finished
                    ? finished.endedAt()
                    : trip.figures().lastMovingAt();
        }
    }

    /** A charging session is over. */
    record SessionOver(StationKey subject, ChargingSession session) implements Happening {
        @Override
        public EventType type() {
            return EventType.SESSION_FINISHED;
        }

        @Override
        public String object() {
            return session.id().value();
        }

        @Override
        public Instant occurredAt() {
            return session.over().orElse(session.startedAt());
        }
    }

    /** A swap is over, for better or worse. {@code over} is when. */
    record SwapOver(EventType type, StationKey subject, Swap swap, Instant occurredAt) implements Happening {
        @Override
        public String object() {
            return swap.id().value();
        }
    }

    /**
     * A station works otherwise than before.
     *
     * @param before as it was known, {@link Standing#UNKNOWN} when it was not
     */
    record StatusChanged(StationKey subject, FleetStation profile, Standing before, Standing after, Instant occurredAt)
            implements Happening {

        /** What a station says of itself; a null part was never told. */
        public record Standing(
                @Nullable StationStatus status, @Nullable Boolean online) {
            public static final Standing UNKNOWN = new Standing(null, null);
        }

        @Override
        public EventType type() {
            return EventType.STATION_STATUS_CHANGED;
        }

        @Override
        public String object() {
            return subject.station().value();
        }
    }
}
