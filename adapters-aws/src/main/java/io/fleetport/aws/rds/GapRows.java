package io.fleetport.aws.rds;

import io.fleetport.application.port.out.TelemetryLedger.GapChange;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.TripId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gaps as rows: all of a trip go, then those told now come. */
final class GapRows {

    private static final String DELETE =
            "delete from gap using unnest(?::uuid[], ?::text[]) as u(trip_id, organization)"
                    + " where gap.trip_id = u.trip_id and gap.organization = u.organization";

    private static final String INSERT =
            "insert into gap (trip_id, organization, vehicle_id, from_at, until_at, cause, metres_between)"
                    + " select trip_id, organization, vehicle_id, " + Columns.time("from_us") + ", "
                    + Columns.time("until_us") + ", cause, metres_between from unnest(?::uuid[], ?::text[], ?::uuid[],"
                    + " ?::int8[], ?::int8[], ?::text[], ?::float8[])"
                    + " as u(trip_id, organization, vehicle_id, from_us, until_us, cause, metres_between)";

    private record Row(VehicleKey key, Gap gap) {}

    private GapRows() {}

    static void replace(Connection connection, List<GapChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            new Columns<>(connection, statement, changes)
                    .uuids(change -> change.trip().value())
                    .texts(change -> change.key().organization().value());
            statement.executeUpdate();
        }
        List<Row> rows = rows(changes);
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            new Columns<>(connection, statement, rows)
                    .uuids(row -> row.gap().trip().value())
                    .texts(row -> row.key().organization().value())
                    .uuids(row -> row.gap().vehicle().value())
                    .instants(row -> row.gap().from())
                    .instants(row -> row.gap().until())
                    .texts(row -> row.gap().cause().name())
                    .doublesOrNull(row -> row.gap().metresBetween());
            statement.executeUpdate();
        }
    }

    /** Of a trip told twice in one batch the last telling counts. */
    private static List<Row> rows(List<GapChange> changes) {
        Map<TripId, GapChange> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.trip(), change));
        List<Row> rows = new ArrayList<>();
        for (GapChange change : last.values()) {
            change.gaps().forEach(gap -> rows.add(new Row(change.key(), gap)));
        }
        return rows;
    }
}
