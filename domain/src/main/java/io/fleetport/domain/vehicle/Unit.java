package io.fleetport.domain.vehicle;

/**
 * The unit a signal is kept in, and the one it is shown in. Inside everything is SI (temperature in degrees Celsius,
 * shares in percent); outward names carry the shown unit as a suffix.
 */
public enum Unit {
    /** A number without a unit: a count, a level, an index. */
    NONE("", 1, 0),
    METRE_PER_SECOND("kmh", 3.6, 0),
    /** A distance on the scale of a vehicle's life, shown in kilometres. */
    METRE_AS_KILOMETRE("km", 0.001, 0),
    METRE("m", 1, 0),
    DEGREE("deg", 1, 0),
    PERCENT("percent", 1, 0),
    CELSIUS("c", 1, 0),
    VOLT("v", 1, 0),
    AMPERE("a", 1, 0),
    WATT("kw", 0.001, 0),
    JOULE("kwh", 1 / 3.6e6, 0),
    PASCAL("bar", 1e-5, 0),
    SECOND("s", 1, 0),
    METRE_PER_SECOND_SQUARED("mps2", 1, 0),
    RADIAN_PER_SECOND("rpm", 30 / Math.PI, 0),
    NEWTON_METRE("nm", 1, 0),
    OHM("ohm", 1, 0),
    /** Volume of fuel, shown in litres. */
    CUBIC_METRE("l", 1000, 0),
    /** Fuel flow, shown in litres an hour. */
    CUBIC_METRE_PER_SECOND("lph", 3.6e6, 0);

    private final String suffix;
    private final double factor;
    private final double offset;

    Unit(String suffix, double factor, double offset) {
        this.suffix = suffix;
        this.factor = factor;
        this.offset = offset;
    }

    /** What outward names end in, without the underscore; empty when there is no unit. */
    public String suffix() {
        return suffix;
    }

    /** From the unit kept to the unit shown. */
    public double outward(double si) {
        return si * factor + offset;
    }

    /** From the unit shown to the unit kept. */
    public double inward(double shown) {
        return (shown - offset) / factor;
    }
}
