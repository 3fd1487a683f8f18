package io.fleetport.domain.trip;

import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;

/**
 * A drive from leaving park or standstill to staying parked. Only a {@link Finished} trip has an end, only a
 * {@link Withdrawn} one a successor.
 */
public sealed interface Trip {

    TripId id();

    VehicleId vehicle();

    Revision revision();

    Instant startedAt();

    TripFigures figures();

    /** The vehicle is on its way, or has not stood long enough yet for the trip to be over. */
    record Underway(TripId id, VehicleId vehicle, Revision revision, Instant startedAt, TripFigures figures)
            implements Trip {}

    /** The vehicle stayed parked. {@code endedAt} is when it came to rest, not when the rule was satisfied. */
    record Finished(
            TripId id, VehicleId vehicle, Revision revision, Instant startedAt, Instant endedAt, TripFigures figures)
            implements Trip {
        public Finished {
            if (endedAt.isBefore(startedAt)) {
                throw new IllegalArgumentException("endedAt " + endedAt + " must not be before startedAt " + startedAt);
            }
        }
    }

    /** Later knowledge showed that this was no trip of its own. {@code supersededBy} is the trip that holds its interval, or itself when none does. */
    record Withdrawn(
            TripId id,
            VehicleId vehicle,
            Revision revision,
            Instant startedAt,
            TripFigures figures,
            TripId supersededBy)
            implements Trip {}
}
