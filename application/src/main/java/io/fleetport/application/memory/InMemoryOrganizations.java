package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Accounts in a map. */
final class InMemoryOrganizations implements Organizations {

    private final ConcurrentMap<OrganizationId, Organization> accounts = new ConcurrentHashMap<>();

    @Override
    public boolean add(Organization organization) {
        return accounts.putIfAbsent(organization.id(), created(organization, organization.createdAt())) == null;
    }

    @Override
    public boolean change(Organization organization) {
        return accounts.computeIfPresent(organization.id(), (id, before) -> created(organization, before.createdAt()))
                != null;
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public Page<Organization> list(@Nullable String cursor, int limit) {
        String after = cursor == null ? "" : Cursor.byName(cursor).name();
        return Paging.page(
                accounts.values().stream()
                        .filter(account -> account.id().value().compareTo(after) > 0),
                Comparator.comparing(Organization::id),
                limit,
                last -> Cursor.of(last.id().value()));
    }

    private static Organization created(Organization organization, Instant at) {
        return new Organization(
                organization.id(),
                organization.name(),
                organization.state(),
                organization.quota(),
                at.truncatedTo(ChronoUnit.MICROS));
    }
}
