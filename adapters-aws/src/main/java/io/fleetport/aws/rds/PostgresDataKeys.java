package io.fleetport.aws.rds;

import io.fleetport.application.port.out.DataKeys;
import io.fleetport.application.port.out.Keys;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Wrapped keys as rows. */
final class PostgresDataKeys implements DataKeys {

    private static final String SELECT = "select organization, purpose, key_id, wrapped from data_key where ";

    private final Database database;

    PostgresDataKeys(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Keys.Wrapped> find(OrganizationId organization, String purpose) {
        return database.ask(
                "finding a key",
                organization,
                scope -> query(organization, purpose).list(scope, PostgresDataKeys::wrapped).stream()
                        .findFirst());
    }

    private static Query query(OrganizationId organization, String purpose) {
        return new Query(SELECT + "organization = ? and purpose = ?", organization.value(), purpose);
    }

    private static Keys.Wrapped wrapped(ResultSet row) throws SQLException {
        return new Keys.Wrapped(row.getString("key_id"), row.getBytes("wrapped"));
    }

    @Override
    public Keys.Wrapped keep(OrganizationId organization, String purpose, Keys.Wrapped wrapped) {
        return Changes.in(database, "keeping a key", connection -> {
            Changes.run(
                    connection,
                    "insert into data_key (organization, purpose, key_id, wrapped) values (?, ?, ?, ?)"
                            + " on conflict do nothing",
                    organization.value(),
                    purpose,
                    wrapped.keyId(),
                    wrapped.bytes());
            return query(organization, purpose)
                    .list(connection, PostgresDataKeys::wrapped)
                    .getFirst();
        });
    }

    @Override
    public boolean replace(OrganizationId organization, String purpose, Keys.Wrapped known, Keys.Wrapped next) {
        return Changes.in(
                database,
                "wrapping a key anew",
                connection -> Changes.run(
                                connection,
                                "update data_key set key_id = ?, wrapped = ? where organization = ? and purpose = ?"
                                        + " and wrapped = ?",
                                next.keyId(),
                                next.bytes(),
                                organization.value(),
                                purpose,
                                known.bytes())
                        == 1);
    }

    /** Of all organizations: the key they are wrapped under is the service's own. */
    @Override
    public List<Held> wrappedOtherwise(String keyId, int limit) {
        Query.checked(limit, 1_000);
        return database.askAcross(
                "looking for keys to wrap anew", connection -> new Query(SELECT + "key_id <> ? limit ?", keyId, limit)
                        .list(
                                connection,
                                row -> new Held(
                                        new OrganizationId(row.getString("organization")),
                                        row.getString("purpose"),
                                        new Keys.Wrapped(row.getString("key_id"), row.getBytes("wrapped")))));
    }
}
