package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.encoding.StateEncoding;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Vehicles as last committed, found by the index on organization and name. */
final class PostgresVehicles implements Vehicles {

    private static final String SELECT = "select vehicle_id, organization, name, source, first_seen_at, version, state,"
            + " ''::bytea as track from vehicle where organization = ?";

    private final Database database;

    PostgresVehicles(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, VehicleId vehicle) {
        return database.ask("finding a vehicle", organization, scope -> new Query(SELECT, organization.value())
                .and("vehicle_id = ?", vehicle.value()).list(scope, PostgresVehicles::known).stream()
                        .findFirst());
    }

    @Override
    public Page<Known> list(OrganizationId organization, @Nullable String name, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT, organization.value())
                .andIfPresent("name = ?", name == null ? null : Columns.storable(name));
        if (cursor != null) {
            Cursor.ByText after = Cursor.byText(cursor);
            query.and("(name, vehicle_id) > (?, ?)", Columns.storable(after.text()), after.id());
        }
        return database.ask("listing vehicles", organization, scope -> query.then("order by name, vehicle_id")
                .page(
                        scope,
                        limit,
                        PostgresVehicles::known,
                        last -> Cursor.of(
                                last.vehicle().name(), last.vehicle().id().value())));
    }

    private static Known known(ResultSet row) throws SQLException {
        StandingRows.Stored stored = StandingRows.stored(row);
        return new Known(stored.profile(), StateEncoding.decode(stored.state()));
    }
}
