package io.fleetport.domain.trip;

import io.fleetport.domain.energy.Energy;
import io.fleetport.domain.motion.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a trip so far. A figure nobody measured is null, never zero.
 *
 * @param lastMovingAt when the vehicle was last seen to move, or to come to rest from moving
 * @param distanceMetres 0 or more
 * @param maxSpeedMetresPerSecond 0 or more
 * @param averageSpeedMetresPerSecond distance by duration, standing included
 * @param energy taken from the battery, recuperation already subtracted
 * @param fuelCubicMetres burnt
 * @param coverage share of the trip's duration that was really observed, 0 to 1
 * @param stops standstills inside the trip, oldest first
 */
public record TripFigures(
        Instant lastMovingAt,
        Duration duration,
        Duration moving,
        double distanceMetres,
        DistanceSource distanceSource,
        double maxSpeedMetresPerSecond,
        double averageSpeedMetresPerSecond,
        @Nullable Energy energy,
        @Nullable EnergySource energySource,
        @Nullable Double fuelCubicMetres,
        @Nullable Double socStartPercent,
        @Nullable Double socEndPercent,
        @Nullable Position startPosition,
        @Nullable Position endPosition,
        double coverage,
        List<Stop> stops) {

    /** Where the distance comes from, best first. */
    public enum DistanceSource {
        /** The vehicle's own counter. */
        ODOMETER,
        /** Speed integrated over time. */
        SPEED,
        /** Steps between positions, noise rejected. */
        POSITIONS,
        /** Nothing to tell a distance from. */
        NONE
    }

    /** Where the energy comes from. */
    public enum EnergySource {
        /** Battery voltage times current, or power, integrated over time. */
        PACK_POWER,
        /** Difference of the battery's own remaining energy. */
        ENERGY_REMAINING,
        /** State of charge times capacity. */
        STATE_OF_CHARGE
    }

    public TripFigures {
        if (!(distanceMetres >= 0) || !(coverage >= 0 && coverage <= 1)) {
            throw new IllegalArgumentException("distance must be 0 or more and coverage within 0..1 but are "
                    + distanceMetres + " and " + coverage);
        }
        stops = List.copyOf(stops);
    }
}
