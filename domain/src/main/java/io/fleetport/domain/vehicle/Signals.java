package io.fleetport.domain.vehicle;

/**
 * The signals the domain itself reasons about. Sources map their own fields onto these; everything else a vehicle says
 * travels under a name of the source's choice.
 *
 * <p>Ranges are what a road vehicle can physically report; a value outside is kept as a dead letter, not believed.
 */
public final class Signals {

    /** Ground speed; the ceiling is above the fastest production car (about 490 km/h), reverse is negative. */
    public static final SignalName SPEED = SignalName.of("speed", Unit.METRE_PER_SECOND, -30, 150);
    /** Ground speed of the satellite receiver where the vehicle has one of its own besides. */
    public static final SignalName GPS_SPEED = SignalName.of("gps_speed", Unit.METRE_PER_SECOND, -30, 150);
    /** Distance driven since the vehicle was made, or since a trip meter was reset. Ceiling 10 million km. */
    public static final SignalName ODOMETER = SignalName.of("odometer", Unit.METRE_AS_KILOMETRE, 0, 1e10);

    public static final SignalName POSITION = SignalName.of("position", Unit.DEGREE);
    /** Clockwise from true north. */
    public static final SignalName HEADING = SignalName.of("heading", Unit.DEGREE, -360, 360);
    /** Above mean sea level, from the Dead Sea shore to the highest roads, with room for receiver error. */
    public static final SignalName ALTITUDE = SignalName.of("altitude", Unit.METRE, -1_000, 10_000);
    /** Horizontal dilution of precision of the position; a good fix is below 3. */
    public static final SignalName HDOP = SignalName.of("hdop", Unit.NONE, 0, 1_000);
    /** Selected gear as an option: {@code P}, {@code R}, {@code N}, {@code D}, or what the source calls it. */
    public static final SignalName GEAR = SignalName.of("gear", Unit.NONE);
    /** Whether the vehicle is switched on to drive. */
    public static final SignalName IGNITION = SignalName.of("ignition", Unit.NONE);
    /** Battery charge in percent of usable capacity. */
    public static final SignalName STATE_OF_CHARGE = SignalName.of("soc", Unit.PERCENT, 0, 100);

    public static final SignalName PACK_VOLTAGE = SignalName.of("pack_voltage", Unit.VOLT, 0, 2_000);
    /** Positive discharges the battery. */
    public static final SignalName PACK_CURRENT = SignalName.of("pack_current", Unit.AMPERE, -5_000, 5_000);
    /** Positive discharges the battery. */
    public static final SignalName PACK_POWER = SignalName.of("pack_power", Unit.WATT, -3e6, 3e6);
    /** Energy the battery could still give. Ceiling 2 MWh. */
    public static final SignalName ENERGY_REMAINING = SignalName.of("energy_remaining", Unit.JOULE, 0, 7.2e9);
    /** Usable battery capacity. Ceiling 2 MWh. */
    public static final SignalName BATTERY_CAPACITY = SignalName.of("battery_capacity", Unit.JOULE, 0, 7.2e9);
    /** Fuel burnt per second; ceiling 1,000 litres an hour. */
    public static final SignalName FUEL_RATE =
            SignalName.of("fuel_rate", Unit.CUBIC_METRE_PER_SECOND, 0, 1_000 / 3.6e6);

    public static final SignalName FUEL_LEVEL = SignalName.of("fuel_level", Unit.PERCENT, 0, 100);
    public static final SignalName ENGINE_SPEED = SignalName.of("engine_speed", Unit.RADIAN_PER_SECOND, 0, 3_200);
    /** Name the owner gave the vehicle. */
    public static final SignalName VEHICLE_NAME = SignalName.of("vehicle_name", Unit.NONE);

    /** Ids of the connections a vehicle has open; online while there is one. */
    public static final SignalName OPEN_CONNECTIONS = SignalName.of("open_connections", Unit.NONE);
    /** A connection opened or closed. */
    public static final SignalName CONNECTION = SignalName.of("connection", Unit.NONE);

    private Signals() {}
}
