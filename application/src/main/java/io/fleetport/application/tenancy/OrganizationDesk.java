package io.fleetport.application.tenancy;

import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.RunOrganizations;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs accounts in their store. Safe to call from many threads. */
public final class OrganizationDesk implements RunOrganizations {

    private static final String KIND = "organization";

    private final Organizations organizations;
    private final Accounts accounts;
    private final AuditTrail trail;
    private final Clock clock;

    public OrganizationDesk(Organizations organizations, Accounts accounts, AuditTrail trail, Clock clock) {
        this.organizations = organizations;
        this.accounts = accounts;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Page<Organization> list(Caller caller, @Nullable String cursor, int limit) {
        caller.require(Permission.OPERATE);
        return Cursors.reading(cursor, () -> organizations.list(cursor, limit));
    }

    @Override
    public Optional<Organization> find(Caller caller, OrganizationId id) {
        caller.require(Permission.OPERATE);
        return organizations.find(id);
    }

    @Override
    public Optional<Organization> create(Caller caller, OrganizationId id, Wish wish) {
        caller.require(Permission.OPERATE);
        Organization wished = changed(Organization.unnamed(id, clock.instant()), wish);
        if (organizations.find(id).isPresent()) {
            return Optional.empty();
        }
        trail.record(caller, "organization.create", KIND, id.value(), null, told(wished));
        boolean added = organizations.add(wished);
        accounts.forget(id);
        return added ? organizations.find(id) : Optional.empty();
    }

    @Override
    public Optional<Changed> change(Caller caller, OrganizationId id, Wish wish, Predicate<Organization> expected) {
        caller.require(Permission.OPERATE);
        Optional<Organization> before = organizations.find(id);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        if (!expected.test(before.get())) {
            return Optional.of(new Changed(before.get(), true));
        }
        Organization wished = changed(before.get(), wish);
        if (!wished.isActive() && id.equals(caller.organization())) {
            throw new InvalidRequest("state", "state must not be suspended of the organization you act for");
        }
        trail.record(caller, "organization.change", KIND, id.value(), null, told(wished));
        organizations.change(wished);
        accounts.forget(id);
        return Optional.of(new Changed(wished, false));
    }

    @Override
    public Organization own(Caller caller) {
        caller.require(Permission.VIEW_USAGE);
        return organizations
                .find(caller.organization())
                .orElseThrow(() -> new IllegalStateException("a caller's organization is gone"));
    }

    private static Organization changed(Organization before, Wish wish) {
        Quota quota = before.quota();
        String name = wish.name();
        if (name != null && (name.isBlank() || name.length() > 128)) {
            throw new InvalidRequest("name", "name must be 1 to 128 characters");
        }
        return new Organization(
                before.id(),
                or(name, before.name()),
                or(wish.state(), before.state()),
                new Quota(
                        or(wish.readingsPerSecond(), quota.readingsPerSecond()),
                        or(wish.connections(), quota.connections()),
                        or(wish.requestsPerSecond(), quota.requestsPerSecond()),
                        or(wish.historyDays(), quota.historyDays())),
                before.createdAt());
    }

    private static <T> T or(@Nullable T wished, T otherwise) {
        return wished == null ? otherwise : wished;
    }

    private static Map<String, String> told(Organization organization) {
        Quota quota = organization.quota();
        return Map.of(
                "state", organization.state().name().toLowerCase(Locale.ROOT),
                "readings_per_second", Integer.toString(quota.readingsPerSecond()),
                "connections", Integer.toString(quota.connections()),
                "requests_per_second", Integer.toString(quota.requestsPerSecond()),
                "history_days", Integer.toString(quota.historyDays()));
    }
}
