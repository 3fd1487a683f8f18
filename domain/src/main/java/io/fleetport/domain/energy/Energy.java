package io.fleetport.domain.energy;

/**
 * An amount of energy. Positive leaves the battery, negative flows back into it (regenerative braking).
 *
 * @param joules finite
 */
public record Energy(double joules) {

    /** Joules in one kilowatt hour (SI brochure, table 8). */
    public static final double JOULES_PER_KILOWATT_HOUR = 3_600_000;

    public static final Energy NONE = new Energy(0);

    /** @throws IllegalArgumentException when the amount is not finite */
    public Energy {
        if (!Double.isFinite(joules)) {
            throw new IllegalArgumentException("joules must be finite but is " + joules);
        }
    }

    public static Energy ofKilowattHours(double kilowattHours) {
        return new Energy(kilowattHours * JOULES_PER_KILOWATT_HOUR);
    }

    public double kilowattHours() {
        return joules / JOULES_PER_KILOWATT_HOUR;
    }

    public Energy plus(Energy other) {
        return new Energy(joules + other.joules);
    }
}
