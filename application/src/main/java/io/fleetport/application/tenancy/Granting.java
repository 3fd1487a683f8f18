package io.fleetport.application.tenancy;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.NotPermitted;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.CustomRole;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.domain.fleet.FleetId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a caller may give to others. Safe to use from many threads. */
final class Granting {

    private final RoleBook book;
    private final CustomRoles customRoles;
    private final Fleets fleets;

    Granting(RoleBook book, CustomRoles customRoles, Fleets fleets) {
        this.book = book;
        this.customRoles = customRoles;
        this.fleets = fleets;
    }

    /**
     * @throws InvalidRequest when there is no such role
     * @throws NotPermitted when the caller lacks what one of them allows
     */
    void requireRoles(Caller caller, Collection<String> roles) {
        List<CustomRole> custom = customRoles.list(caller.organization());
        for (String role : roles) {
            Set<Permission> allowed = book.find(role, custom)
                    .orElseThrow(() -> new InvalidRequest("roles", "there is no role \"" + role + "\""));
            requirePermissions(caller, allowed);
        }
    }

    /** An admin speaks for no vehicle, but connects the software that does; the service is nobody's to give. */
    void requirePermissions(Caller caller, Set<Permission> permissions) {
        Set<Permission> missing = EnumSet.noneOf(Permission.class);
        missing.addAll(permissions);
        missing.removeAll(caller.permissions());
        missing.remove(Permission.DELIVER_READINGS);
        if (permissions.contains(Permission.OPERATE)) {
            missing.add(Permission.OPERATE);
        }
        if (!missing.isEmpty()) {
            throw new NotPermitted(missing.iterator().next());
        }
    }

    /** @throws InvalidRequest when one is not there */
    void requireFleets(Caller caller, @Nullable Set<FleetId> wanted) {
        if (wanted == null) {
            return;
        }
        for (FleetId fleet : wanted) {
            if (fleets.find(caller.organization(), fleet).isEmpty()) {
                throw new InvalidRequest("fleets", "there is no fleet \"" + fleet + "\"");
            }
        }
    }
}
