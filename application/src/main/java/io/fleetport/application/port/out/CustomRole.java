package io.fleetport.application.port.out;

import io.fleetport.application.port.in.Permission;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A role that an organization made for itself.
 *
 * @param name 1 to 63 characters: lower case letters, digits, inner hyphens and underscores
 * @param permissions never {@link Permission#OPERATE}
 */
public record CustomRole(OrganizationId organization, String name, Set<Permission> permissions) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?");

    public CustomRole {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "role must be 1 to 63 lower case letters, digits, inner hyphens or underscores");
        }
        permissions = Set.copyOf(permissions);
        if (permissions.contains(Permission.OPERATE)) {
            throw new IllegalArgumentException("permissions must not hold operate: it is no organization's to give");
        }
    }
}
