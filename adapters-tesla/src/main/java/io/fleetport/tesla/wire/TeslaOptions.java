package io.fleetport.tesla.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of options a value can be one of. On the wire it is a number, in the JSON form stem and name together:
 * {@code ShiftStateD}.
 *
 * @param name the set's name in the schema
 * @param valueMember number of the member of a Value that carries it
 * @param memberName name of that member
 * @param stem what full names begin with
 * @param names names without the stem, in the order of their numbers from 0
 */
public record TeslaOptions(String name, int valueMember, String memberName, String stem, List<String> names) {

    public TeslaOptions {
        names = List.copyOf(names);
    }

    private static final Map<String, TeslaOptions> ALL = load();

    /** All sets, in no order. */
    public static List<TeslaOptions> all() {
        return List.copyOf(ALL.values());
    }

    /** @throws IllegalArgumentException when there is no set of this name */
    public static TeslaOptions get(String name) {
        TeslaOptions options = ALL.get(name);
        if (options == null) {
            throw new IllegalArgumentException("no options are named " + name);
        }
        return options;
    }

    /** The name without stem of this number, null when it is newer than this table. */
    public @Nullable String find(long number) {
        return number >= 0 && number < names.size() ? names.get((int) number) : null;
    }

    /** The number of this name, with or without stem, or -1 when it is unknown. */
    public int numberOf(String option) {
        int number = names.indexOf(option);
        return number >= 0 || !option.startsWith(stem) ? number : names.indexOf(option.substring(stem.length()));
    }

    private static Map<String, TeslaOptions> load() {
        Map<String, TeslaOptions> all = new LinkedHashMap<>();
        for (String[] row : WireTable.rows("options.txt")) {
            List<String> names = Arrays.asList(row).subList(4, row.length);
            all.put(row[0], new TeslaOptions(row[0], Integer.parseInt(row[1]), row[2], row[3], names));
        }
        return all;
    }
}
