package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.RunOrganizations;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads ids and lists of tenancy from requests, and names the field when it cannot. */
final class TenancyValues {

    private static final Set<String> QUOTA =
            Set.of("readings_per_second", "connections", "requests_per_second", "history_days");

    private static final String LABEL = "1 to 63 lower case letters, digits or inner hyphens";

    private TenancyValues() {}

    static OrganizationId organization(@Nullable String text) {
        OrganizationId id = RequestValues.read("organization", text, OrganizationId::new, LABEL);
        if (id == null) {
            throw new InvalidRequest("organization", "organization must not be empty");
        }
        return id;
    }

    static FleetId fleet(String text) {
        FleetId id = RequestValues.read("fleet_id", text, FleetId::new, LABEL);
        if (id == null) {
            throw new InvalidRequest("fleet_id", "fleet_id must not be empty");
        }
        return id;
    }

    /** Null for all of the organization. */
    static @Nullable Set<FleetId> fleets(JsonMembers members) {
        Set<String> named = members.texts("fleets");
        if (named == null) {
            return null;
        }
        try {
            return named.stream().map(FleetId::new).collect(Collectors.toSet());
        } catch (IllegalArgumentException malformed) {
            throw new InvalidRequest("fleets", "fleets must be ids of fleets: " + LABEL);
        }
    }

    static Set<String> roles(JsonMembers members) {
        Set<String> roles = members.texts("roles");
        return roles == null ? Set.of() : roles;
    }

    static Set<Permission> permissions(JsonMembers members) {
        Set<String> named = members.texts("permissions");
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        if (named != null) {
            for (String name : named) {
                permissions.add(Permission.find(name)
                        .orElseThrow(() -> new InvalidRequest(
                                "permissions", "permissions must be of the list at roles, but one is none of it")));
            }
        }
        return permissions;
    }

    static RunOrganizations.Wish wish(JsonMembers members) {
        JsonMembers quota = members.within("quota", QUOTA);
        return new RunOrganizations.Wish(
                members.text("name"),
                RequestValues.option("state", members.text("state"), Organization.State.class),
                quota.whole("readings_per_second", 1, Quota.MOST),
                quota.whole("connections", 1, Quota.MOST),
                quota.whole("requests_per_second", 1, Quota.MOST),
                quota.whole("history_days", 1, Quota.MOST));
    }
}
