package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fleets by id, and a row for everything in one. */
final class PostgresFleets implements Fleets {

    private static final String SELECT =
            "select organization, fleet_id, name, created_at from fleet where organization = ?";

    /** Only of a fleet that is there. */
    private static final String PUT = "insert into fleet_%1$s (organization, fleet_id, %1$s_id)"
            + " select organization, fleet_id, ? from fleet where organization = ? and fleet_id = ? on conflict do nothing";

    private static final String TAKE = "delete from fleet_%1$s where %1$s_id = ? and organization = ? and fleet_id = ?";

    private final Database database;
    private final Change keep;
    private final Change remove;

    PostgresFleets(Database database) {
        this.database = database;
        keep = new Change(
                database,
                "storing a fleet",
                "insert into fleet (organization, fleet_id, name, created_at) values (?, ?, ?, ?)"
                        + " on conflict (organization, fleet_id) do update set name = excluded.name");
        remove = new Change(database, "removing a fleet", "delete from fleet where organization = ? and fleet_id = ?");
    }

    @Override
    public void keep(Fleet fleet) {
        keep.with(fleet.organization().value(), fleet.id().value(), fleet.name(), Query.floor(fleet.createdAt()));
    }

    @Override
    public boolean remove(OrganizationId organization, FleetId fleet) {
        return remove.with(organization.value(), fleet.value()) == 1;
    }

    @Override
    public Optional<Fleet> find(OrganizationId organization, FleetId fleet) {
        return database.ask("finding a fleet", organization, scope -> new Query(SELECT, organization.value())
                .and("fleet_id = ?", fleet.value()).list(scope, PostgresFleets::fleet).stream()
                        .findFirst());
    }

    @Override
    public Page<Fleet> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        String after = cursor == null ? "" : Cursor.byName(cursor).name();
        return database.ask("listing fleets", organization, scope -> new Query(SELECT, organization.value())
                .and("fleet_id > ?", after)
                .then("order by fleet_id")
                .page(
                        scope,
                        limit,
                        PostgresFleets::fleet,
                        last -> Cursor.of(last.id().value())));
    }

    @Override
    public void assign(FleetId fleet, Subject subject, boolean member) {
        String sql = member ? PUT : TAKE;
        String organization = subject.organization().value();
        switch (subject) {
            case VehicleKey key ->
                new Change(database, "assigning a vehicle", sql.formatted("vehicle"))
                        .with(key.vehicle().value(), organization, fleet.value());
            case StationKey key ->
                new Change(database, "assigning a station", sql.formatted("station"))
                        .with(key.station().value(), organization, fleet.value());
        }
    }

    @Override
    public Assets assets(OrganizationId organization, Collection<FleetId> fleets) {
        String[] wanted = fleets.stream().map(FleetId::value).toArray(String[]::new);
        return database.ask(
                "listing what is in fleets",
                organization,
                scope -> new Assets(
                        new HashSet<>(of("vehicle", organization, wanted)
                                .list(scope, row -> new VehicleId(row.getObject(1, UUID.class)))),
                        new HashSet<>(of("station", organization, wanted)
                                .list(scope, row -> new StationId(row.getString(1))))));
    }

    private static Query of(String kind, OrganizationId organization, String[] fleets) {
        return new Query(
                        "select distinct " + kind + "_id from fleet_" + kind + " where organization = ?",
                        organization.value())
                .and("fleet_id = any (?)", (Object) fleets);
    }

    private static Fleet fleet(ResultSet row) throws SQLException {
        return new Fleet(
                new OrganizationId(row.getString("organization")),
                new FleetId(row.getString("fleet_id")),
                row.getString("name"),
                TenancyRows.time(row, "created_at"));
    }
}
