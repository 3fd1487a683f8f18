package io.fleetport.aws.rds;

import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.StationChanges.PackSeen;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * Battery packs as rows. A pack travels, so that two writers may tell of it at the same time: rows are locked in the order
 * of the key, and the newer word stands whichever comes first.
 */
final class PackRows {

    private static final String UPSERT =
            "insert into battery_pack (organization, pack_id, observed_at, station_id, slot_id, soc_percent,"
                    + " health_percent, temperature_c) select organization, pack_id, " + Columns.time("observed_us")
                    + ", station_id, slot_id, soc_percent, health_percent, temperature_c from unnest(?::text[],"
                    + " ?::text[], ?::int8[], ?::text[], ?::text[], ?::float8[], ?::float8[], ?::float8[]) as"
                    + " u(organization, pack_id, observed_us, station_id, slot_id, soc_percent, health_percent,"
                    + " temperature_c) on conflict (organization, pack_id) do update set observed_at ="
                    + " excluded.observed_at, station_id = excluded.station_id, slot_id = excluded.slot_id, soc_percent"
                    + " = coalesce(excluded.soc_percent, battery_pack.soc_percent), health_percent ="
                    + " coalesce(excluded.health_percent, battery_pack.health_percent), temperature_c ="
                    + " coalesce(excluded.temperature_c, battery_pack.temperature_c)"
                    + " where excluded.observed_at >= battery_pack.observed_at";

    private static final Comparator<PackSeen> BY_KEY =
            Comparator.comparing((PackSeen seen) -> seen.key().organization()).thenComparing(PackSeen::pack);

    private PackRows() {}

    static void put(Connection connection, List<PackSeen> packs) throws SQLException {
        if (packs.isEmpty()) {
            return;
        }
        List<PackSeen> sorted = packs.stream().sorted(BY_KEY).toList();
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            new Columns<>(connection, statement, sorted)
                    .texts(row -> row.key().organization().value())
                    .texts(row -> row.pack().value())
                    .instants(PackSeen::observedAt)
                    .texts(row -> row.key().station().value())
                    .texts(row -> row.slot().value())
                    .doublesOrNull(row -> row.condition().socPercent())
                    .doublesOrNull(row -> row.condition().healthPercent())
                    .doublesOrNull(row -> row.condition().temperatureCelsius());
            statement.executeUpdate();
        }
    }

    static Packs.Known known(ResultSet row) throws SQLException {
        return new Packs.Known(
                new PackId(row.getString("pack_id")),
                condition(row),
                new StationId(row.getString("station_id")),
                new SlotId(row.getString("slot_id")),
                Query.instant(row, "observed_at"));
    }

    static PackCondition condition(ResultSet row) throws SQLException {
        return new PackCondition(
                Query.number(row, "soc_percent"),
                Query.number(row, "health_percent"),
                Query.number(row, "temperature_c"));
    }
}
