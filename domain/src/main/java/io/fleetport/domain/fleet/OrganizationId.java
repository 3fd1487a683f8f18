package io.fleetport.domain.fleet;

import java.util.regex.Pattern;

/**
 * A tenant. Nothing of one organization is ever seen by another.
 *
 * @param value 1 to 63 characters: lower case letters, digits and inner hyphens, so that it fits a DNS label (RFC 1035)
 */
public record OrganizationId(String value) implements Comparable<OrganizationId> {

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** @throws IllegalArgumentException when the value is not a DNS label in lower case */
    public OrganizationId {
        if (!DNS_LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "organization must be 1 to 63 lower case letters, digits or inner hyphens but is \"" + value
                            + "\"");
        }
    }

    @Override
    public int compareTo(OrganizationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
