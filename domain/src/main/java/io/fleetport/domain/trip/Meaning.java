package io.fleetport.domain.trip;

import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import org.jspecify.annotations.Nullable;

/** What a signal means to a trip. */
enum Meaning {
    SPEED(0x1),
    GPS_SPEED(0x2),
    ODOMETER(0x4),
    POSITION(0x8),
    GEAR(0x10),
    IGNITION(0x20),
    CHARGE(0x40),
    VOLTAGE(0x80),
    CURRENT(0x100),
    POWER(0x200),
    ENERGY_REMAINING(0x400),
    CAPACITY(0x800),
    FUEL_RATE(0x1000),
    /** Nothing. */
    OTHER(0);

    /** A power of two well above the number of meanings, so that nearly every look-up ends at its first probe. */
    private static final int SLOTS = 256;

    private static final @Nullable SignalName[] NAMES = new SignalName[SLOTS];
    private static final Meaning[] MEANINGS = new Meaning[SLOTS];

    static {
        register(Signals.SPEED, SPEED);
        register(Signals.GPS_SPEED, GPS_SPEED);
        register(Signals.ODOMETER, ODOMETER);
        register(Signals.POSITION, POSITION);
        register(Signals.GEAR, GEAR);
        register(Signals.IGNITION, IGNITION);
        register(Signals.STATE_OF_CHARGE, CHARGE);
        register(Signals.PACK_VOLTAGE, VOLTAGE);
        register(Signals.PACK_CURRENT, CURRENT);
        register(Signals.PACK_POWER, POWER);
        register(Signals.ENERGY_REMAINING, ENERGY_REMAINING);
        register(Signals.BATTERY_CAPACITY, CAPACITY);
        register(Signals.FUEL_RATE, FUEL_RATE);
    }

    /** One bit for each meaning, none for no meaning. */
    final int bit;

    Meaning(int bit) {
        this.bit = bit;
    }

    private static void register(SignalName name, Meaning meaning) {
        int slot = slot(name);
        while (NAMES[slot] != null) {
            slot = slot + 1 & SLOTS - 1;
        }
        NAMES[slot] = name;
        MEANINGS[slot] = meaning;
    }

    /** The top eight bits of a multiplicative hash (Fibonacci hashing). */
    private static int slot(SignalName name) {
        return name.hashCode() * 0x9E3779B9 >>> 24;
    }

    static Meaning of(SignalName name) {
        int slot = slot(name);
        while (true) {
            SignalName here = NAMES[slot];
            if (here == null) {
                return OTHER;
            }
            if (here.equals(name)) {
                return MEANINGS[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
    }
}
