package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys by id, as whoever signs in says no more; those of an organization by time in an index. */
final class DynamoApiKeys implements ApiKeys {

    private static final String OF_ORGANIZATION = "api_keys";

    private final Database database;

    DynamoApiKeys(Database database) {
        this.database = database;
    }

    private static Key key(String id) {
        return Key.ofService(Table.TENANTS, Key.join("api_key", TenantAttributes.storable(id)), "key");
    }

    @Override
    public void add(ApiKey key, byte[] secretHash) {
        Item item = Item.at(key(key.id()))
                .index(
                        Index.GSI1,
                        Key.join(key.organization().value(), OF_ORGANIZATION),
                        Key.join(Key.time(key.createdAt()), key.id()))
                .text("id", key.id())
                .text("organization", key.organization().value())
                .text("name", TenantAttributes.storable(key.name()))
                .texts("roles", TenantAttributes.sorted(key.roles()))
                .texts(
                        "permissions",
                        TenantAttributes.namesOf(key.permissions()).sorted().toList())
                .set("fleets", TenantAttributes.fleets(key.fleets()))
                .instant("created_at", key.createdAt())
                .text("created_by", TenantAttributes.storable(key.createdBy()))
                .instant("expires_at", key.expiresAt())
                .instant("last_used_at", key.lastUsedAt())
                .instant("revoked_at", key.revokedAt())
                .text("impersonator", TenantAttributes.storableOrNull(key.impersonator()))
                .bytes("secret_hash", secretHash);
        if (!database.writeOnce(Write.put(item).when(Expression.ABSENT))) {
            throw new PortRefused("there is a key of this id", new IllegalStateException("ids are given once"));
        }
    }

    @Override
    public Optional<Stored> find(String id) {
        return database.get(key(id)).map(item -> new Stored(apiKey(item), item.bytes("secret_hash")));
    }

    @Override
    public Page<ApiKey> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query query = Query.in(Table.TENANTS, Index.GSI1, Key.join(organization.value(), OF_ORGANIZATION))
                .backward()
                .pages(Listing.pageSize(limit));
        if (cursor != null) {
            Cursor.ByTimeAtStation after = Cursor.byTimeAtStation(cursor);
            query = query.until(Key.join(Key.bound(after.time()), after.name()));
        }
        return Listing.page(
                database.stream(query).map(DynamoApiKeys::apiKey),
                each -> true,
                limit,
                last -> Cursor.of(last.createdAt(), "", last.id()));
    }

    @Override
    public boolean revoke(OrganizationId organization, String id, Instant at) {
        return database.write(
                Write.update(key(id), Expression.of("set {revoked_at} = if_not_exists({revoked_at}, ?)", at))
                        .when(Expression.of("{organization} = ?", organization.value())));
    }

    @Override
    public void used(OrganizationId organization, String id, Instant at) {
        database.write(Write.update(key(id), Expression.of("set {last_used_at} = ?", at))
                .when(Expression.of(
                        "{organization} = ? and (attribute_not_exists({last_used_at}) or {last_used_at} < ?)",
                        organization.value(),
                        at)));
    }

    private static ApiKey apiKey(Item item) {
        return new ApiKey(
                item.text("id"),
                new OrganizationId(item.text("organization")),
                item.text("name"),
                TenantAttributes.texts(item, "roles"),
                TenantAttributes.permissions(item),
                TenantAttributes.fleets(item),
                item.instant("created_at"),
                item.text("created_by"),
                item.instantOrNull("expires_at"),
                item.instantOrNull("last_used_at"),
                item.instantOrNull("revoked_at"),
                item.textOrNull("impersonator"));
    }
}
