package io.fleetport.application.tenancy;

import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.CustomRole;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What roles allow.
 *
 * @param builtIn by name, those of the operator included
 */
public record RoleBook(Map<String, Set<Permission>> builtIn) {

    public RoleBook {
        builtIn = Map.copyOf(builtIn);
    }

    /** What roles of these names allow together; a name of none allows nothing. */
    Set<Permission> allowed(Collection<String> names, List<CustomRole> custom) {
        Set<Permission> allowed = EnumSet.noneOf(Permission.class);
        for (String name : names) {
            find(name, custom).ifPresent(allowed::addAll);
        }
        return allowed;
    }

    /** A built-in role is never hidden by another one of its name. */
    Optional<Set<Permission>> find(String name, List<CustomRole> custom) {
        Set<Permission> known = builtIn.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        return custom.stream()
                .filter(role -> role.name().equals(name))
                .findFirst()
                .map(CustomRole::permissions);
    }

    /** Those an organization can give, by name. */
    Map<String, Set<Permission>> ofTenants() {
        Map<String, Set<Permission>> roles = new TreeMap<>(builtIn);
        roles.values().removeIf(permissions -> permissions.contains(Permission.OPERATE));
        return roles;
    }
}
