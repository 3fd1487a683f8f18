package io.fleetport.application.memory;

import io.fleetport.application.port.out.CustomRole;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Roles in a map. */
final class InMemoryCustomRoles implements CustomRoles {

    private record Key(OrganizationId organization, String name) {}

    private final ConcurrentMap<Key, CustomRole> roles = new ConcurrentHashMap<>();

    @Override
    public void keep(CustomRole role) {
        roles.put(new Key(role.organization(), role.name()), role);
    }

    @Override
    public boolean remove(OrganizationId organization, String name) {
        return roles.remove(new Key(organization, name)) != null;
    }

    @Override
    public List<CustomRole> list(OrganizationId organization) {
        return roles.values().stream()
                .filter(role -> role.organization().equals(organization))
                .sorted(Comparator.comparing(CustomRole::name))
                .limit(MOST)
                .toList();
    }
}
