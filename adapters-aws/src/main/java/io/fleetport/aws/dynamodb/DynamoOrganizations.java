package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts by id. All of them are one partition of an index, as they are made one by one and seldom listed. */
final class DynamoOrganizations implements Organizations {

    private static final String ALL = Key.join(Key.SERVICE, "organizations");

    private final Database database;

    DynamoOrganizations(Database database) {
        this.database = database;
    }

    private static Key key(OrganizationId id) {
        return Key.of(Table.TENANTS, id, "organization", "account");
    }

    @Override
    public boolean add(Organization organization) {
        Quota quota = organization.quota();
        Item item = Item.at(key(organization.id()))
                .index(Index.GSI1, ALL, organization.id().value())
                .text("organization", organization.id().value())
                .text("name", TenantAttributes.storable(organization.name()))
                .text("state", TenantAttributes.written(organization.state()))
                .number("readings_per_second", quota.readingsPerSecond())
                .number("connections", quota.connections())
                .number("requests_per_second", quota.requestsPerSecond())
                .number("history_days", quota.historyDays())
                .instant("created_at", organization.createdAt());
        return database.writeOnce(Write.put(item).when(Expression.ABSENT));
    }

    @Override
    public boolean change(Organization organization) {
        Quota quota = organization.quota();
        Expression change = Expression.of(
                "set {name} = ?, {state} = ?, {readings_per_second} = ?, {connections} = ?, {requests_per_second} = ?,"
                        + " {history_days} = ?",
                TenantAttributes.storable(organization.name()),
                TenantAttributes.written(organization.state()),
                quota.readingsPerSecond(),
                quota.connections(),
                quota.requestsPerSecond(),
                quota.historyDays());
        return database.write(Write.update(key(organization.id()), change).when(Expression.PRESENT));
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return database.get(key(id)).map(DynamoOrganizations::organization);
    }

    @Override
    public Page<Organization> list(@Nullable String cursor, int limit) {
        Query query = Query.in(Table.TENANTS, Index.GSI1, ALL).pages(Listing.pageSize(limit));
        if (cursor != null) {
            query = query.from(Key.after(Cursor.byName(cursor).name()));
        }
        return Listing.page(
                database.stream(query).map(DynamoOrganizations::organization),
                each -> true,
                limit,
                last -> Cursor.of(last.id().value()));
    }

    private static Organization organization(Item item) {
        return new Organization(
                new OrganizationId(item.text("organization")),
                item.text("name"),
                TenantAttributes.read(Organization.State.class, item.text("state")),
                new Quota(
                        Math.toIntExact(item.number("readings_per_second")),
                        Math.toIntExact(item.number("connections")),
                        Math.toIntExact(item.number("requests_per_second")),
                        Math.toIntExact(item.number("history_days"))),
                item.instant("created_at"));
    }
}
