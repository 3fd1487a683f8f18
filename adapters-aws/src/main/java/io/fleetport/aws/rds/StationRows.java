package io.fleetport.aws.rds;

import io.fleetport.application.encoding.StationStateEncoding;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.StationChanges.Update;
import io.fleetport.application.port.out.TelemetryLedger.StaleStanding;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of each station. A profile is written with the row and never again: from then on it is the
 * registration's. Rows are always locked in the order of their ids, so that two writers never wait for each other.
 */
final class StationRows {

    private static final String ROWS =
            " from unnest(?::text[], ?::text[], ?::text[], ?::float8[], ?::float8[], ?::int8[],"
                    + " ?::int8[], ?::text[], ?::float8[], ?::float8[], ?::text[], ?::bytea[], ?::bytea[]) as u(station_id,"
                    + " organization, name, latitude, longitude, registered_us, version, status, reported_latitude,"
                    + " reported_longitude, ready_socs, state, memory)";

    /** A row of version 0 is one that was registered. */
    private static final String INSERT =
            "insert into station (station_id, organization, name, latitude, longitude, registered_at, version, status,"
                    + " reported_latitude, reported_longitude, ready_socs, state, memory) select station_id,"
                    + " organization, name, latitude, longitude, " + Columns.time("registered_us")
                    + ", version + 1, status, reported_latitude, reported_longitude, ready_socs::float8[], state, memory"
                    + ROWS + " on conflict (station_id) do update set version = excluded.version, status ="
                    + " excluded.status, reported_latitude = excluded.reported_latitude, reported_longitude ="
                    + " excluded.reported_longitude, ready_socs = excluded.ready_socs, state = excluded.state, memory ="
                    + " excluded.memory where station.organization = excluded.organization and station.version = 0";

    private static final String UPDATE = "update station s set version = s.version + 1, status = u.status,"
            + " reported_latitude = u.reported_latitude, reported_longitude = u.reported_longitude, ready_socs ="
            + " u.ready_socs::float8[], state = u.state, memory = u.memory" + ROWS
            + " where s.station_id = u.station_id and s.organization = u.organization and s.version = u.version";

    /** An update with its state as bytes, made once however often it is tried. */
    private record Encoded(Update update, byte[] state) {
        StationState told() {
            return update.standing().state();
        }

        @Nullable
        StationReport report() {
            return told().report();
        }

        @Nullable
        Position position() {
            @Nullable StationReport report = report();
            return report == null ? null : report.position();
        }
    }

    private StationRows() {}

    /** Whether every station was at the version expected and has been moved on; else the transaction must be rolled back. */
    static boolean move(Connection connection, List<Update> updates) throws SQLException {
        return write(connection, encoded(updates));
    }

    /**
     * Moves on those stations that the very same update has not moved on already.
     *
     * @throws StaleStanding when another writer was there
     * @throws PortRefused when a station belongs to another organization
     */
    static void moveUnlessMoved(Connection connection, List<Update> updates) throws SQLException {
        Map<StationId, StoredStation> stored = StoredStation.locked(
                connection, updates.stream().map(Update::key).toList());
        List<Encoded> open = new ArrayList<>();
        for (Encoded row : encoded(updates)) {
            Update update = row.update();
            @Nullable StoredStation found = stored.get(update.key().station());
            if (found != null && !found.key().equals(update.key())) {
                throw new PortRefused(
                        "station " + update.key().station() + " belongs to another organization",
                        new IllegalArgumentException("ids must be unique across organizations"));
            }
            long version = found == null ? 0 : found.version();
            if (version == update.expectedVersion()) {
                open.add(row);
            } else if (found == null || version != update.expectedVersion() + 1 || !same(found, row)) {
                throw stale(update, version);
            }
        }
        if (!write(connection, open)) {
            throw stale(open.getFirst().update(), -1);
        }
    }

    private static boolean write(Connection connection, List<Encoded> rows) throws SQLException {
        List<Encoded> first = new ArrayList<>();
        List<Encoded> later = new ArrayList<>(rows.size());
        for (Encoded row : rows) {
            (row.update().expectedVersion() == 0 ? first : later).add(row);
        }
        return (first.isEmpty() || write(connection, INSERT, first) == first.size())
                && (later.isEmpty() || write(connection, UPDATE, later) == later.size());
    }

    private static int write(Connection connection, String sql, List<Encoded> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new Columns<>(connection, statement, rows)
                    .texts(row -> row.update().key().station().value())
                    .texts(row -> row.update().key().organization().value())
                    .texts(row -> row.update().standing().profile().name())
                    .doublesOrNull(
                            row -> latitude(row.update().standing().profile().position()))
                    .doublesOrNull(
                            row -> longitude(row.update().standing().profile().position()))
                    .instants(row -> row.update().standing().profile().registeredAt())
                    .longs(row -> row.update().expectedVersion())
                    .texts(row ->
                            Columns.part(row.report(), report -> report.status().name()))
                    .doublesOrNull(row -> latitude(row.position()))
                    .doublesOrNull(row -> longitude(row.position()))
                    .texts(row -> readySocs(row.told()))
                    .bytes(Encoded::state)
                    .bytes(row -> row.update().standing().memory());
            return statement.executeUpdate();
        }
    }

    static @Nullable Double latitude(@Nullable Position position) {
        return Columns.part(position, Position::latitude);
    }

    static @Nullable Double longitude(@Nullable Position position) {
        return Columns.part(position, Position::longitude);
    }

    /** As an array's text: an {@code unnest} cannot take arrays of different lengths. */
    private static String readySocs(StationState state) {
        StringJoiner socs = new StringJoiner(",", "{", "}");
        for (int i = 0; i < state.slots().size(); i++) {
            if (state.slots().get(i).content() instanceof SlotContent.Holding holding
                    && holding.use() == SlotContent.Use.READY
                    && holding.condition().socPercent() != null) {
                socs.add(holding.condition().socPercent().toString());
            }
        }
        return socs.toString();
    }

    private static List<Encoded> encoded(List<Update> updates) {
        List<Update> sorted = new ArrayList<>(updates);
        sorted.sort(Comparator.comparing(update -> update.key().station()));
        List<Encoded> rows = new ArrayList<>(sorted.size());
        for (Update update : sorted) {
            rows.add(new Encoded(
                    update, StationStateEncoding.encode(update.standing().state())));
        }
        return rows;
    }

    private static boolean same(StoredStation stored, Encoded row) {
        return Arrays.equals(stored.state(), row.state())
                && Arrays.equals(stored.memory(), row.update().standing().memory());
    }

    private static StaleStanding stale(Update update, long version) {
        return new StaleStanding("station " + update.key().station() + " is at "
                + (version < 0 ? "another version" : "version " + version) + ", not at " + update.expectedVersion());
    }
}
