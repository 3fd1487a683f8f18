package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys by id, and by organization and time. */
final class PostgresApiKeys implements ApiKeys {

    private static final String COLUMNS = "key_id, organization, name, roles, permissions, fleets, created_at,"
            + " created_by, expires_at, last_used_at, revoked_at, impersonator, secret_hash";

    private static final String SELECT = "select " + COLUMNS + " from api_key where ";

    private final Database database;
    private final Change add;
    private final Change revoke;
    private final Change used;

    PostgresApiKeys(Database database) {
        this.database = database;
        add = new Change(
                database,
                "storing a key",
                "insert into api_key (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        revoke = new Change(
                database,
                "revoking a key",
                "update api_key set revoked_at = coalesce(revoked_at, ?) where organization = ? and key_id = ?");
        used = new Change(
                database,
                "noting the use of a key",
                "update api_key set last_used_at = greatest(last_used_at, ?) where organization = ? and key_id = ?");
    }

    @Override
    public void add(ApiKey key, byte[] secretHash) {
        add.with(
                key.id(),
                key.organization().value(),
                key.name(),
                key.roles(),
                TenancyRows.namesOf(key.permissions()),
                TenancyRows.names(key.fleets()),
                Query.floor(key.createdAt()),
                key.createdBy(),
                TenancyRows.floorOrNull(key.expiresAt()),
                TenancyRows.floorOrNull(key.lastUsedAt()),
                TenancyRows.floorOrNull(key.revokedAt()),
                key.impersonator(),
                secretHash);
    }

    @Override
    public Optional<Stored> find(String id) {
        // Whose key it is, is what the answer tells.
        return database.askAcross("finding a key", connection -> new Query(SELECT + "key_id = ?", Columns.storable(id))
                .list(connection, row -> new Stored(key(row), row.getBytes("secret_hash"))).stream()
                        .findFirst());
    }

    @Override
    public Page<ApiKey> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT + "organization = ?", organization.value());
        if (cursor != null) {
            Cursor.ByTimeAtStation after = Cursor.byTimeAtStation(cursor);
            query.and("(created_at, key_id) < (?, ?)", Query.bound(after.time()), Columns.storable(after.name()));
        }
        return database.ask("listing keys", organization, scope -> query.then("order by created_at desc, key_id desc")
                .page(scope, limit, PostgresApiKeys::key, last -> Cursor.of(last.createdAt(), "", last.id())));
    }

    @Override
    public boolean revoke(OrganizationId organization, String id, Instant at) {
        return revoke.with(Query.floor(at), organization.value(), id) == 1;
    }

    @Override
    public void used(OrganizationId organization, String id, Instant at) {
        used.with(Query.floor(at), organization.value(), id);
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("key_id"),
                new OrganizationId(row.getString("organization")),
                row.getString("name"),
                TenancyRows.texts(row, "roles"),
                TenancyRows.permissions(row),
                TenancyRows.fleets(row),
                TenancyRows.time(row, "created_at"),
                row.getString("created_by"),
                TenancyRows.timeOrNull(row, "expires_at"),
                TenancyRows.timeOrNull(row, "last_used_at"),
                TenancyRows.timeOrNull(row, "revoked_at"),
                row.getString("impersonator"));
    }
}
