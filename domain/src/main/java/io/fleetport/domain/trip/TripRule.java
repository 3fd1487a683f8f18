package io.fleetport.domain.trip;

import java.time.Duration;

/**
 * When a trip begins and ends, and what counts as observed.
 *
 * @param endsAfter standing or parked this long ends a trip
 * @param observedWithin two readings at most this far apart observe the time between them; a longer silence inside a
 *     trip is a {@link Gap}
 * @param movingMetresPerSecond slower than this is standing
 * @param leastMetres a drive shorter than this is manoeuvring or position noise, not a trip
 */
public record TripRule(Duration endsAfter, Duration observedWithin, double movingMetresPerSecond, double leastMetres) {

    /** Five minutes; one minute; 3 km/h (walking pace, below it speed sensors are unreliable); 100 m. */
    public static final TripRule DEFAULT = new TripRule(Duration.ofMinutes(5), Duration.ofMinutes(1), 3 / 3.6, 100);

    public TripRule {
        if (endsAfter.isNegative() || endsAfter.isZero() || observedWithin.isNegative() || observedWithin.isZero()) {
            throw new IllegalArgumentException(
                    "endsAfter and observedWithin must be positive but are " + endsAfter + " and " + observedWithin);
        }
        if (!(movingMetresPerSecond > 0) || !(leastMetres >= 0)) {
            throw new IllegalArgumentException(
                    "movingMetresPerSecond must be positive and leastMetres 0 or more but are " + movingMetresPerSecond
                            + " and " + leastMetres);
        }
    }
}
