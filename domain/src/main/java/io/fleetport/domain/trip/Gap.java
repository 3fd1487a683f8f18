package io.fleetport.domain.trip;

import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interval of a trip for which we cannot vouch. One per vehicle and {@code from}.
 *
 * @param trip the trip it lies in
 * @param metresBetween straight line between the positions before and after, null when one is unknown
 */
public record Gap(
        VehicleId vehicle,
        TripId trip,
        Instant from,
        Instant until,
        Cause cause,
        @Nullable Double metresBetween) {

    /** Why nothing is known. */
    public enum Cause {
        /** Nothing was heard from the vehicle. */
        SILENCE,
        /** The vehicle was heard, but said it could not measure its movement. */
        UNMEASURABLE
    }

    public Gap {
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("until " + until + " must be after from " + from);
        }
    }
}
