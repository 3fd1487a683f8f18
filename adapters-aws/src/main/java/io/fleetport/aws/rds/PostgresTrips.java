package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trips as last told, found by the indexes on organization or vehicle and start. */
final class PostgresTrips implements Trips {

    private static final String SELECT = "select " + TripRows.COLUMNS + " from trip where organization = ?";

    private final Database database;

    PostgresTrips(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Trip> find(OrganizationId organization, TripId trip) {
        return database.ask("finding a trip", organization, scope -> new Query(SELECT, organization.value())
                .and("trip_id = ?", trip.value()).list(scope, TripRows::trip).stream()
                        .findFirst());
    }

    @Override
    public Page<Trip> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT, organization.value())
                .andIfPresent(
                        "vehicle_id = ?",
                        filter.vehicle() == null ? null : filter.vehicle().value())
                .andIfPresent("started_at >= ?", Query.boundOrNull(filter.from()))
                .andIfPresent("started_at < ?", Query.boundOrNull(filter.until()));
        if (filter.state() != null) {
            query.and("state = ?", filter.state().name().toLowerCase(Locale.ROOT));
        } else if (!filter.withdrawnToo()) {
            query.and("state <> 'withdrawn'");
        }
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query.and("(started_at, trip_id) < (?, ?)", Query.bound(after.time()), after.id());
        }
        return database.ask("listing trips", organization, scope -> query.then("order by started_at desc, trip_id desc")
                .page(
                        scope,
                        limit,
                        TripRows::trip,
                        last -> Cursor.of(
                                last.startedAt(), last.id().value(), last.id().value())));
    }

    @Override
    public List<Opened> around(VehicleKey key, Instant from, int limit) {
        Query.checked(limit, 1_000);
        return database.ask("finding the trips around a time", key.organization(), scope -> {
            List<Opened> found = new ArrayList<>(told(key)
                    .and("started_at < ?", Query.bound(from))
                    .then("order by started_at desc, trip_id desc limit 1")
                    .list(scope, PostgresTrips::opened));
            if (found.size() < limit) {
                found.addAll(told(key)
                        .and("started_at >= ?", Query.bound(from))
                        .then("order by started_at, trip_id limit ?", limit - found.size())
                        .list(scope, PostgresTrips::opened));
            }
            return found;
        });
    }

    private static Query told(VehicleKey key) {
        return new Query(SELECT, key.organization().value())
                .and("vehicle_id = ?", key.vehicle().value())
                .and("state <> 'withdrawn'");
    }

    private static Opened opened(ResultSet row) throws SQLException {
        return new Opened(TripRows.trip(row), row.getBytes("opening"));
    }
}
