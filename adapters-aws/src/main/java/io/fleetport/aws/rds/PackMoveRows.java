package io.fleetport.aws.rds;

import io.fleetport.application.port.out.StationChanges.Moved;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.PackMove.Kind;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moves of battery packs as rows. */
final class PackMoveRows {

    private static final String INSERT =
            "insert into pack_move (organization, pack_id, observed_at, kind, station_id, evidence, slot_id, vehicle_id,"
                    + " soc_percent, health_percent, temperature_c) select organization, pack_id, "
                    + Columns.time("observed_us") + ", kind, station_id, evidence, slot_id, vehicle_id, soc_percent,"
                    + " health_percent, temperature_c from unnest(?::text[], ?::text[], ?::int8[], ?::int8[],"
                    + " ?::text[], ?::text[], ?::text[], ?::uuid[], ?::float8[], ?::float8[], ?::float8[]) as"
                    + " u(organization, pack_id, observed_us, kind, station_id, evidence, slot_id, vehicle_id,"
                    + " soc_percent, health_percent, temperature_c) on conflict do nothing";

    /** The order of the primary key. */
    private static final Comparator<Moved> BY_KEY = Comparator.comparing(
                    (Moved moved) -> moved.key().organization())
            .thenComparing(moved -> moved.move().pack())
            .thenComparing(Moved::move, PackMove.ORDER);

    private PackMoveRows() {}

    static void addMissing(Connection connection, List<Moved> moves) throws SQLException {
        if (moves.isEmpty()) {
            return;
        }
        List<Moved> sorted = moves.stream().sorted(BY_KEY).toList();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            new Columns<>(connection, statement, sorted)
                    .texts(row -> row.key().organization().value())
                    .texts(row -> row.move().pack().value())
                    .instants(row -> row.move().at())
                    .longs(row -> code(row.move().kind()))
                    .texts(row -> row.move().station().value())
                    .texts(row -> row.move().evidence())
                    .texts(row -> row.move().slot().value())
                    .uuids(row -> Columns.part(row.move().vehicle(), VehicleId::value))
                    .doublesOrNull(row -> row.move().condition().socPercent())
                    .doublesOrNull(row -> row.move().condition().healthPercent())
                    .doublesOrNull(row -> row.move().condition().temperatureCelsius());
            statement.executeUpdate();
        }
    }

    static PackMove move(ResultSet row) throws SQLException {
        @Nullable UUID vehicle = row.getObject("vehicle_id", UUID.class);
        return new PackMove(
                new PackId(row.getString("pack_id")),
                Query.instant(row, "observed_at"),
                new StationId(row.getString("station_id")),
                new SlotId(row.getString("slot_id")),
                kind(row.getInt("kind")),
                row.getString("evidence"),
                vehicle == null ? null : new VehicleId(vehicle),
                PackRows.condition(row));
    }

    /** Stored, and in the order in which moves of one time count. */
    static int code(Kind kind) {
        return switch (kind) {
            case OUT -> 0;
            case SEEN -> 1;
            case IN -> 2;
        };
    }

    private static Kind kind(int code) {
        return switch (code) {
            case 0 -> Kind.OUT;
            case 1 -> Kind.SEEN;
            case 2 -> Kind.IN;
            default -> throw new IllegalArgumentException("kind " + code + " of a move is not known to this version");
        };
    }
}
