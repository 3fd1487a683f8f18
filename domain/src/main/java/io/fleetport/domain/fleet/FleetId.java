package io.fleetport.domain.fleet;

import java.util.regex.Pattern;

/**
 * Names a fleet within its organization.
 *
 * @param value 1 to 63 characters: lower case letters, digits and inner hyphens
 */
public record FleetId(String value) {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws IllegalArgumentException when the value has another form */
    public FleetId {
        if (!LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "fleet must be 1 to 63 lower case letters, digits or inner hyphens but is \"" + value + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
