package io.fleetport.application.tenancy;

import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageMembers;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.CustomRole;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Members;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.Member;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps members and roles in their stores. Safe to call from many threads. */
public final class MemberDesk implements ManageMembers {

    private final Members members;
    private final CustomRoles customRoles;
    private final RoleBook book;
    private final CallerRecognition recognition;
    private final Granting granting;
    private final AuditTrail trail;
    private final Clock clock;

    public MemberDesk(
            Members members,
            CustomRoles customRoles,
            Fleets fleets,
            RoleBook book,
            CallerRecognition recognition,
            AuditTrail trail,
            Clock clock) {
        this.members = members;
        this.customRoles = customRoles;
        this.book = book;
        this.recognition = recognition;
        this.granting = new Granting(book, customRoles, fleets);
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Page<Member> list(Caller caller, @Nullable String cursor, int limit) {
        caller.requireWhole(Permission.MANAGE_MEMBERS);
        return Cursors.reading(cursor, () -> members.list(caller.organization(), cursor, limit));
    }

    @Override
    public Kept keep(Caller caller, String subject, String name, Set<String> roles, @Nullable Set<FleetId> fleets) {
        caller.requireWhole(Permission.MANAGE_MEMBERS);
        granting.requireRoles(caller, roles);
        granting.requireFleets(caller, fleets);
        Member wished;
        try {
            wished = new Member(caller.organization(), subject, name, roles, fleets, clock.instant());
        } catch (IllegalArgumentException tooLong) {
            String message = String.valueOf(tooLong.getMessage());
            throw new InvalidRequest(message.startsWith("subject") ? "subject" : "name", message);
        }
        boolean isNew = members.find(caller.organization(), subject).isEmpty();
        trail.record(
                caller,
                isNew ? "member.add" : "member.change",
                "member",
                subject,
                null,
                Map.of("roles", String.join(",", new TreeSet<>(roles)), "fleets", told(fleets)));
        members.keep(wished);
        recognition.forget(caller.organization());
        return new Kept(members.find(caller.organization(), subject).orElse(wished), isNew);
    }

    @Override
    public boolean remove(Caller caller, String subject) {
        caller.requireWhole(Permission.MANAGE_MEMBERS);
        if (members.find(caller.organization(), subject).isEmpty()) {
            return false;
        }
        trail.record(caller, "member.remove", "member", subject, null, Map.of());
        boolean removed = members.remove(caller.organization(), subject);
        recognition.forget(caller.organization());
        return removed;
    }

    @Override
    public List<Role> roles(Caller caller) {
        caller.requireWhole(Permission.MANAGE_MEMBERS);
        List<Role> roles = new ArrayList<>();
        book.ofTenants().forEach((name, permissions) -> roles.add(new Role(name, true, permissions)));
        customRoles
                .list(caller.organization())
                .forEach(role -> roles.add(new Role(role.name(), false, role.permissions())));
        return roles;
    }

    @Override
    public boolean keepRole(Caller caller, String name, Set<Permission> permissions) {
        caller.requireWhole(Permission.MANAGE_MEMBERS);
        granting.requirePermissions(caller, permissions);
        if (book.builtIn().containsKey(name)) {
            throw new InvalidRequest("role", "role must not be " + name + ", which is built in");
        }
        CustomRole wished;
        try {
            wished = new CustomRole(caller.organization(), name, permissions);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidRequest("role", String.valueOf(malformed.getMessage()));
        }
        List<CustomRole> known = customRoles.list(caller.organization());
        Optional<CustomRole> before =
                known.stream().filter(role -> role.name().equals(name)).findFirst();
        before.ifPresent(role -> granting.requirePermissions(caller, role.permissions()));
        if (before.isEmpty() && known.size() >= CustomRoles.MOST) {
            throw new InvalidRequest("role", "there are " + CustomRoles.MOST + " roles already");
        }
        String told = permissions.stream().map(Permission::outwardName).sorted().collect(Collectors.joining(","));
        trail.record(
                caller,
                before.isEmpty() ? "role.create" : "role.change",
                "role",
                name,
                null,
                Map.of("permissions", told));
        customRoles.keep(wished);
        recognition.forget(caller.organization());
        return before.isEmpty();
    }

    @Override
    public boolean removeRole(Caller caller, String name) {
        caller.requireWhole(Permission.MANAGE_MEMBERS);
        boolean isThere = customRoles.list(caller.organization()).stream()
                .anyMatch(role -> role.name().equals(name));
        if (!isThere) {
            return false;
        }
        trail.record(caller, "role.remove", "role", name, null, Map.of());
        boolean removed = customRoles.remove(caller.organization(), name);
        recognition.forget(caller.organization());
        return removed;
    }

    private static String told(@Nullable Set<FleetId> fleets) {
        return fleets == null
                ? "all"
                : fleets.stream().map(FleetId::value).sorted().collect(Collectors.joining(","));
    }
}
