package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.encoding.StationStateEncoding;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stations as last committed and registered, found by the index on organization and id. */
final class PostgresStations implements Stations {

    private static final int MOST_OWNERS = 100_000;

    private static final String SELECT =
            "select " + StoredStation.PROFILE_AND_STATE + ", ''::bytea as memory from station where organization = ?";

    /** As {@link Position#metresTo} reckons; the parameters are twice the latitude and once the longitude of the other point. */
    private static final String METRES = "2 * " + Position.MEAN_EARTH_RADIUS_METRES + " * asin(least(1, sqrt("
            + "power(sind((at_latitude - ?) / 2), 2) + cosd(at_latitude) * cosd(?) * power(sind((at_longitude - ?) / 2),"
            + " 2))))";

    /** Rounding must not cut off what lies on the edge: a tenth of a millimetre. */
    private static final double EDGE_DEGREES = 1e-9;

    private static final String REGISTER =
            "insert into station (station_id, organization, name, latitude, longitude, registered_at, state, memory)"
                    + " values (?, ?, ?, ?, ?, ?, ?, '') on conflict (station_id) do nothing";

    private static final String CHANGE =
            "update station set name = ?, latitude = ?, longitude = ? where organization = ? and station_id = ?";

    private static final byte[] NOTHING_HEARD = StationStateEncoding.encode(StationState.NOTHING_HEARD);

    private final Database database;

    PostgresStations(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, StationId station) {
        return database.ask("finding a station", organization, scope -> new Query(SELECT, organization.value())
                .and("station_id = ?", station.value()).list(scope, PostgresStations::known).stream()
                        .findFirst());
    }

    @Override
    public Page<Known> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT, organization.value())
                .andIfPresent(
                        "status = ?",
                        filter.status() == null ? null : filter.status().name());
        if (filter.near() != null) {
            near(query, filter.near());
        }
        if (filter.packs() != null) {
            query.and(
                    "(select count(*) from unnest(ready_socs) as r(soc) where soc >= ?) >= ?",
                    filter.packs().socPercent(),
                    filter.packs().count());
        }
        if (cursor != null) {
            query.and("station_id > ?", new StationId(Cursor.byName(cursor).name()).value());
        }
        return database.ask("listing stations", organization, scope -> query.then("order by station_id")
                .page(
                        scope,
                        limit,
                        PostgresStations::known,
                        last -> Cursor.of(last.station().id().value())));
    }

    /** A band of latitudes first: it spares most stations the trigonometry, and has neither poles nor a date line. */
    private static void near(Query query, Near near) {
        Position centre = near.centre();
        double degrees = Math.toDegrees(near.metres() / Position.MEAN_EARTH_RADIUS_METRES) + EDGE_DEGREES;
        query.and("at_latitude between ? and ?", centre.latitude() - degrees, centre.latitude() + degrees)
                .and(METRES + " <= ?", centre.latitude(), centre.latitude(), centre.longitude(), near.metres());
    }

    @Override
    public Optional<OrganizationId> ownerOf(StationId station) {
        // A station says its name, not whose it is.
        return database.askAcross("finding whose station it is", connection -> new Query(
                        "select organization from station where station_id = ?", station.value())
                .list(connection, row -> new OrganizationId(row.getString("organization"))).stream()
                        .findFirst());
    }

    @Override
    public Map<StationId, OrganizationId> owners() {
        record Owned(StationId station, OrganizationId organization) {}
        // As above, of all stations before the first of them speaks.
        List<Owned> all = database.askAcross("listing whose station each is", connection -> new Query(
                        "select station_id, organization from station order by station_id limit ?", MOST_OWNERS)
                .list(
                        connection,
                        row -> new Owned(
                                new StationId(row.getString("station_id")),
                                new OrganizationId(row.getString("organization")))));
        Map<StationId, OrganizationId> owners = HashMap.newHashMap(all.size());
        all.forEach(owned -> owners.put(owned.station(), owned.organization()));
        return owners;
    }

    @Override
    public boolean register(FleetStation station) {
        try {
            // First the insert: it waits for another that registers the same station right then.
            return database.inTransaction(
                    station.organization(),
                    connection -> insert(connection, station) == 1 || change(connection, station) == 1);
        } catch (SQLException e) {
            throw Failures.translated("registering a station", e);
        }
    }

    private static int insert(Connection connection, FleetStation station) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REGISTER)) {
            statement.setString(1, station.id().value());
            statement.setString(2, station.organization().value());
            statement.setString(3, Columns.storable(station.name()));
            statement.setObject(4, StationRows.latitude(station.position()), Types.DOUBLE);
            statement.setObject(5, StationRows.longitude(station.position()), Types.DOUBLE);
            statement.setObject(6, Query.floor(station.registeredAt()));
            statement.setBytes(7, NOTHING_HEARD);
            return statement.executeUpdate();
        }
    }

    private static int change(Connection connection, FleetStation station) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHANGE)) {
            statement.setString(1, Columns.storable(station.name()));
            statement.setObject(2, StationRows.latitude(station.position()), Types.DOUBLE);
            statement.setObject(3, StationRows.longitude(station.position()), Types.DOUBLE);
            statement.setString(4, station.organization().value());
            statement.setString(5, station.id().value());
            return statement.executeUpdate();
        }
    }

    private static Known known(ResultSet row) throws SQLException {
        StoredStation stored = StoredStation.of(row);
        return new Known(stored.profile(), StationStateEncoding.decode(stored.state()));
    }
}
