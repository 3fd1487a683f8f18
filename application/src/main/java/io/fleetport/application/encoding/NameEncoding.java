package io.fleetport.application.encoding;

import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Signal names as bytes: the domain's own as a number; others as a number or their text, with unit and range, so that a
 * process that meets the name first in stored data makes the very same one.
 */
final class NameEncoding {

    private static final int BY_TEXT = 0;

    /** APPEND ONLY: a name's code is its place here, from 1. */
    private static final List<SignalName> DOMAIN = List.of(
            Signals.SPEED,
            Signals.GPS_SPEED,
            Signals.ODOMETER,
            Signals.POSITION,
            Signals.HEADING,
            Signals.ALTITUDE,
            Signals.HDOP,
            Signals.GEAR,
            Signals.IGNITION,
            Signals.STATE_OF_CHARGE,
            Signals.PACK_VOLTAGE,
            Signals.PACK_CURRENT,
            Signals.PACK_POWER,
            Signals.ENERGY_REMAINING,
            Signals.BATTERY_CAPACITY,
            Signals.FUEL_RATE,
            Signals.FUEL_LEVEL,
            Signals.ENGINE_SPEED,
            Signals.VEHICLE_NAME,
            Signals.OPEN_CONNECTIONS,
            Signals.CONNECTION);

    /** APPEND ONLY: a unit's code is its place here. Not the enum's order, which may change. */
    private static final List<Unit> UNITS = List.of(
            Unit.NONE,
            Unit.METRE_PER_SECOND,
            Unit.METRE_AS_KILOMETRE,
            Unit.METRE,
            Unit.DEGREE,
            Unit.PERCENT,
            Unit.CELSIUS,
            Unit.VOLT,
            Unit.AMPERE,
            Unit.WATT,
            Unit.JOULE,
            Unit.PASCAL,
            Unit.SECOND,
            Unit.METRE_PER_SECOND_SQUARED,
            Unit.RADIAN_PER_SECOND,
            Unit.NEWTON_METRE,
            Unit.OHM,
            Unit.CUBIC_METRE,
            Unit.CUBIC_METRE_PER_SECOND);

    /** Codes from here on are lines of the list of frequent keys; those below belong to the domain's names. */
    private static final int FIRST_FREQUENT = 64;

    private static final int WITH_RANGE = 0x80;

    private static final List<String> FREQUENT = frequentKeys();
    private static final Map<String, Integer> CODES = codes();
    private static final ConcurrentMap<SignalName, byte[]> ENCODED = new ConcurrentHashMap<>();

    private NameEncoding() {}

    static void put(SignalName name, ByteSink sink) {
        byte[] known = ENCODED.get(name);
        sink.putBytes(known != null ? known : ENCODED.computeIfAbsent(name, NameEncoding::encode));
    }

    static SignalName get(ByteSource source) {
        long code = source.getVarint();
        if (code > 0 && code <= DOMAIN.size()) {
            return DOMAIN.get((int) code - 1);
        }
        String key;
        if (code == BY_TEXT) {
            key = source.getText();
        } else if (code >= FIRST_FREQUENT && code - FIRST_FREQUENT < FREQUENT.size()) {
            key = FREQUENT.get((int) code - FIRST_FREQUENT);
        } else {
            throw new IllegalArgumentException("signal name code " + code + " is not known to this version");
        }
        int unit = source.getByte();
        Unit kept = unit(unit & ~WITH_RANGE);
        return (unit & WITH_RANGE) == 0
                ? SignalName.of(key, kept)
                : SignalName.of(key, kept, NumberEncoding.get(source), NumberEncoding.get(source));
    }

    private static byte[] encode(SignalName name) {
        ByteSink sink = new ByteSink(32);
        int domain = DOMAIN.indexOf(name);
        if (domain >= 0) {
            sink.putVarint(domain + 1);
            return sink.toByteArray();
        }
        Integer frequent = CODES.get(name.key());
        if (frequent != null) {
            sink.putVarint(frequent);
        } else {
            sink.putVarint(BY_TEXT);
            sink.putText(name.key());
        }
        int unit = UNITS.indexOf(name.unit());
        if (unit < 0) {
            throw new IllegalStateException("unit " + name.unit() + " of " + name + " has no code");
        }
        boolean bounded = name.least() != Double.NEGATIVE_INFINITY || name.most() != Double.POSITIVE_INFINITY;
        sink.putByte(bounded ? unit | WITH_RANGE : unit);
        if (bounded) {
            NumberEncoding.put(name.least(), sink);
            NumberEncoding.put(name.most(), sink);
        }
        return sink.toByteArray();
    }

    private static Unit unit(int code) {
        if (code >= UNITS.size()) {
            throw new IllegalArgumentException("unit code " + code + " is not known to this version");
        }
        return UNITS.get(code);
    }

    private static Map<String, Integer> codes() {
        Map<String, Integer> codes = new HashMap<>();
        for (int i = 0; i < FREQUENT.size(); i++) {
            codes.put(FREQUENT.get(i), FIRST_FREQUENT + i);
        }
        return codes;
    }

    private static List<String> frequentKeys() {
        try (InputStream in = Objects.requireNonNull(
                        NameEncoding.class.getResourceAsStream("frequent-keys.txt"), "frequent-keys.txt is missing");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
