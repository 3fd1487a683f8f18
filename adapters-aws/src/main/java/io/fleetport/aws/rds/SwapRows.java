package io.fleetport.aws.rds;

import io.fleetport.application.encoding.SwapFactsEncoding;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.StationChanges.SwapChange;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Swaps as rows and back, without loss at microseconds. */
final class SwapRows {

    private static final List<String> TOLD = List.of(
            "state",
            "vehicle_id",
            "started_at",
            "over_at",
            "reason",
            "returned_pack_id",
            "returned_slot_id",
            "returned_soc_percent",
            "delivered_pack_id",
            "delivered_slot_id",
            "delivered_soc_percent",
            "facts");

    /** All columns of a swap but its facts, for a select. */
    static final String COLUMNS = "station_id, swap_id, " + String.join(", ", TOLD.subList(0, TOLD.size() - 1));

    private static final String REST = String.join(", ", TOLD.subList(4, TOLD.size()));

    private static final String UPSERT = "insert into swap (station_id, swap_id, organization, "
            + String.join(", ", TOLD) + ") select station_id, swap_id, organization, state, vehicle_id, "
            + Columns.time("started_us") + ", " + Columns.time("over_us") + ", " + REST
            + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::int8[], ?::int8[], ?::text[],"
            + " ?::text[], ?::text[], ?::float8[], ?::text[], ?::text[], ?::float8[], ?::bytea[]) as u(station_id,"
            + " swap_id, organization, state, vehicle_id, started_us, over_us, " + REST
            + ") on conflict (station_id, swap_id) do update set " + Columns.assignments(TOLD)
            + " where swap.organization = excluded.organization";

    private SwapRows() {}

    /** @throws PortRefused when a swap is of another organization's station */
    static void put(Connection connection, List<SwapChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        List<SwapChange> sorted = changes.stream()
                .sorted(Comparator.comparing((SwapChange change) -> change.key().station())
                        .thenComparing(change -> change.swap().id()))
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            set(new Columns<>(connection, statement, sorted));
            if (statement.executeUpdate() != sorted.size()) {
                throw new PortRefused(
                        "a swap of the batch is of another organization's station",
                        new IllegalArgumentException("station ids must be unique across organizations"));
            }
        }
    }

    private static void set(Columns<SwapChange> columns) throws SQLException {
        columns.texts(row -> row.key().station().value())
                .texts(row -> row.swap().id().value())
                .texts(row -> row.key().organization().value())
                .texts(row -> stateOf(Swaps.State.of(row.swap())))
                .uuids(row -> Columns.part(row.swap().vehicle(), VehicleId::value))
                .instants(row -> row.swap().startedAt())
                .instantsOrNull(row -> over(row.swap()))
                .texts(row -> row.swap() instanceof Swap.Aborted aborted ? aborted.reason() : null);
        set(columns, row -> row.swap() instanceof Swap.Completed completed ? completed.returned() : null);
        set(columns, row -> row.swap() instanceof Swap.Completed completed ? completed.delivered() : null);
        columns.bytes(row -> SwapFactsEncoding.encode(row.facts()));
    }

    /** Which of the two packs of a swap. */
    @FunctionalInterface
    private interface Moved {
        @Nullable
        PackTransfer of(SwapChange row);
    }

    private static void set(Columns<SwapChange> columns, Moved moved) throws SQLException {
        columns.texts(row ->
                        Columns.part(moved.of(row), transfer -> transfer.pack().value()))
                .texts(row ->
                        Columns.part(moved.of(row), transfer -> transfer.slot().value()))
                .doublesOrNull(row -> {
                    @Nullable PackTransfer transfer = moved.of(row);
                    return transfer == null ? null : transfer.socPercent();
                });
    }

    private static @Nullable Instant over(Swap swap) {
        return switch (swap) {
            case Swap.Underway u -> null;
            case Swap.Completed completed -> completed.completedAt();
            case Swap.Aborted aborted -> aborted.abortedAt();
            case Swap.Abandoned abandoned -> abandoned.abandonedAt();
        };
    }

    /** The swap of a row that has all {@link #COLUMNS}. */
    static Swap swap(ResultSet row) throws SQLException {
        StationId station = new StationId(row.getString("station_id"));
        SwapId id = new SwapId(row.getString("swap_id"));
        @Nullable UUID uuid = row.getObject("vehicle_id", UUID.class);
        @Nullable VehicleId vehicle = uuid == null ? null : new VehicleId(uuid);
        Instant startedAt = Query.instant(row, "started_at");
        String state = row.getString("state");
        return switch (state) {
            case "underway" -> new Swap.Underway(station, id, vehicle, startedAt);
            case "completed" ->
                new Swap.Completed(
                        station,
                        id,
                        vehicle,
                        startedAt,
                        Query.instant(row, "over_at"),
                        transfer(row, "returned"),
                        transfer(row, "delivered"));
            case "aborted" ->
                new Swap.Aborted(
                        station, id, vehicle, startedAt, Query.instant(row, "over_at"), row.getString("reason"));
            case "abandoned" -> new Swap.Abandoned(station, id, vehicle, startedAt, Query.instant(row, "over_at"));
            default -> throw new IllegalArgumentException("state " + state + " is not known to this version");
        };
    }

    static String stateOf(Swaps.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable PackTransfer transfer(ResultSet row, String which) throws SQLException {
        @Nullable PackId pack = Query.text(row, which + "_pack_id", PackId::new);
        return pack == null
                ? null
                : new PackTransfer(
                        pack, new SlotId(row.getString(which + "_slot_id")), Query.number(row, which + "_soc_percent"));
    }
}
