package io.fleetport.application.port.in;

import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as proven by a credential.
 *
 * @param subject names the credential within the organization; no secret
 * @param speaksFor outside names of the vehicles it may deliver readings for; null when for any of the organization's
 * @param fleets whose vehicles and stations it may see and act on; null when all of the organization's
 */
public record Caller(
        OrganizationId organization,
        String subject,
        Set<Permission> permissions,
        @Nullable Set<String> speaksFor,
        @Nullable Set<FleetId> fleets,
        Origin origin) {

    public Caller {
        permissions = Set.copyOf(permissions);
        speaksFor = speaksFor == null ? null : Set.copyOf(speaksFor);
        fleets = fleets == null ? null : Set.copyOf(fleets);
    }

    /** @throws NotPermitted when the caller lacks the permission */
    public void require(Permission permission) {
        if (!permissions.contains(permission)) {
            throw new NotPermitted(permission);
        }
    }

    /** As {@link #require}, for what concerns the whole organization: refused to callers that see some fleets only. */
    public void requireWhole(Permission permission) {
        require(permission);
        if (fleets != null) {
            throw new NotPermitted(permission);
        }
    }

    public boolean maySpeakFor(String vehicle) {
        return speaksFor == null || speaksFor.contains(vehicle);
    }
}
