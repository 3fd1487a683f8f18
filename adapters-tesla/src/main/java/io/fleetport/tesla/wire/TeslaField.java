package io.fleetport.tesla.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field a vehicle can stream.
 *
 * @param number its number on the wire
 * @param name its name in configurations and in the JSON form
 * @param kind what its values are; vehicles may send another form, most of all text
 * @param options the set its values come from, null unless the kind is {@link Kind#OPTION}
 * @param unit the vehicle's own unit: {@code mph mi V A % degC bar kWh kW h min ms m m/s2 deg}, or {@code -} when there is none
 * @param key lower_snake_case words for the same, without a unit
 */
public record TeslaField(
        int number, String name, Kind kind, @Nullable TeslaOptions options, String unit, String key) {

    /** What the values of a field are. */
    public enum Kind {
        FLAG,
        REAL,
        INTEGER,
        /** Epoch seconds of a wall clock, see the record package. */
        EPOCH,
        OPTION,
        TEXT,
        PLACE,
        DOORS,
        TIRES,
        TIME,
        /** Not documented. */
        ANY
    }

    private static final TeslaField[] BY_NUMBER = load();
    private static final List<TeslaField> ALL = List.of(BY_NUMBER);
    private static final Map<String, TeslaField> BY_NAME = byName();

    /** All known fields by number, from 0 without a hole. */
    public static List<TeslaField> all() {
        return ALL;
    }

    /** The field of this number, null when it is newer than this table. */
    public static @Nullable TeslaField find(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    /** The field of this exact name. */
    public static Optional<TeslaField> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** @throws IllegalArgumentException when there is no field of this name */
    public static TeslaField get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no field is named " + name));
    }

    private static TeslaField[] load() {
        return WireTable.rows("fields.txt").stream()
                .map(row -> new TeslaField(
                        Integer.parseInt(row[0]),
                        row[1],
                        Kind.valueOf(row[2].toUpperCase(Locale.ROOT)),
                        row[3].equals("-") ? null : TeslaOptions.get(row[3]),
                        row[4],
                        row[5]))
                .toArray(TeslaField[]::new);
    }

    private static Map<String, TeslaField> byName() {
        Map<String, TeslaField> byName = HashMap.newHashMap(ALL.size());
        for (int i = 0; i < ALL.size(); i++) {
            TeslaField field = ALL.get(i);
            if (field.number != i) {
                throw new IllegalStateException("field table has " + field.number + " in place " + i);
            }
            byName.put(field.name, field);
        }
        return byName;
    }
}
