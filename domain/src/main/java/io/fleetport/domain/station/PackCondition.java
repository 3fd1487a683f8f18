package io.fleetport.domain.station;

import org.jspecify.annotations.Nullable;

/**
 * How a battery pack is. What was not measured is null.
 *
 * @param socPercent state of charge, 0 to 100
 * @param healthPercent capacity left of that when new, 0 to 100
 * @param temperatureCelsius -90 to 200
 */
public record PackCondition(
        @Nullable Double socPercent,
        @Nullable Double healthPercent,
        @Nullable Double temperatureCelsius) {

    public static final PackCondition UNKNOWN = new PackCondition(null, null, null);

    public static PackCondition ofSoc(@Nullable Double socPercent) {
        return socPercent == null ? UNKNOWN : new PackCondition(socPercent, null, null);
    }

    /** This, with what it does not know taken from an earlier one. */
    public PackCondition orElse(PackCondition earlier) {
        return new PackCondition(
                socPercent != null ? socPercent : earlier.socPercent,
                healthPercent != null ? healthPercent : earlier.healthPercent,
                temperatureCelsius != null ? temperatureCelsius : earlier.temperatureCelsius);
    }
}
