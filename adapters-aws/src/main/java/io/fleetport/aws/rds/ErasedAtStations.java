package io.fleetport.aws.rds;

import io.fleetport.application.encoding.VehicleInBytes;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stations' records stay; in them an erased vehicle becomes {@link VehicleId#ERASED}. */
final class ErasedAtStations {

    /** A row by the two parts of its key. */
    private record Row(String station, String name, byte[] bytes) {}

    private ErasedAtStations() {}

    static long sessions(Connection connection, ErasureScope scope) throws SQLException {
        return facts(connection, "charging_session", "session_id", scope);
    }

    static long swaps(Connection connection, ErasureScope scope) throws SQLException {
        return facts(connection, "swap", "swap_id", scope);
    }

    private static long facts(Connection connection, String table, String name, ErasureScope scope)
            throws SQLException {
        List<Row> rows = within(
                        new Query(
                                "select station_id, " + name + " as name, facts from " + table
                                        + " where organization = ? and vehicle_id = ?",
                                scope.key().organization().value(),
                                scope.key().vehicle().value()),
                        "started_at",
                        scope)
                .then("order by station_id, " + name + " for update")
                .list(
                        connection,
                        row -> new Row(row.getString("station_id"), row.getString("name"), row.getBytes("facts")));
        for (Row row : rows) {
            Changes.run(
                    connection,
                    "update " + table + " set vehicle_id = ?, facts = ? where station_id = ? and " + name + " = ?",
                    VehicleId.ERASED.value(),
                    VehicleInBytes.replaced(row.bytes(), scope.key().vehicle(), VehicleId.ERASED),
                    row.station(),
                    row.name());
        }
        return rows.size();
    }

    static long moves(Connection connection, ErasureScope scope) throws SQLException {
        String interval = scope.from() == null ? "" : " and observed_at >= ? and observed_at < ?";
        List<@Nullable Object> values = new ArrayList<>(List.of(
                VehicleId.ERASED.value(),
                scope.key().organization().value(),
                scope.key().vehicle().value()));
        if (scope.from() != null && scope.until() != null) {
            values.add(Query.bound(scope.from()));
            values.add(Query.bound(scope.until()));
        }
        return Changes.run(
                connection,
                "update pack_move set vehicle_id = ? where organization = ? and vehicle_id = ?" + interval,
                values.toArray());
    }

    /** What stations remember: the version moves, so that whoever holds one in memory loads it again. */
    static long memories(Connection connection, ErasureScope scope) throws SQLException {
        List<Row> rows = new Query(
                        "select station_id, memory from station where organization = ?",
                        scope.key().organization().value())
                .and(
                        "position(?::bytea in memory) > 0",
                        VehicleInBytes.of(scope.key().vehicle()))
                .then("order by station_id for update")
                .list(connection, row -> new Row(row.getString("station_id"), "", row.getBytes("memory")));
        for (Row row : rows) {
            Changes.run(
                    connection,
                    "update station set memory = ?, version = version + 1 where station_id = ?",
                    VehicleInBytes.replaced(row.bytes(), scope.key().vehicle(), VehicleId.ERASED),
                    row.station());
        }
        return rows.size();
    }

    private static Query within(Query query, String time, ErasureScope scope) {
        return scope.from() == null || scope.until() == null
                ? query
                : query.and(time + " >= ?", Query.bound(scope.from())).and(time + " < ?", Query.bound(scope.until()));
    }
}
