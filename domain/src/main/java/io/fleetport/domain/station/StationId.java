package io.fleetport.domain.station;

import java.util.regex.Pattern;

/**
 * What a station is called by its maker, its certificate and its topic. Unique across organizations.
 *
 * @param value 1 to 64 letters and digits, inside it also {@code . _ : -}: it is one level of an MQTT topic and a common
 *     name (at most 64 characters by RFC 5280, ub-common-name)
 */
public record StationId(String value) implements Comparable<StationId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?");

    /** @throws IllegalArgumentException when the value is not of that form */
    public StationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "station id must be 1 to 64 letters and digits, with . _ : - inside only, but is \"" + value
                            + "\"");
        }
    }

    @Override
    public int compareTo(StationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
