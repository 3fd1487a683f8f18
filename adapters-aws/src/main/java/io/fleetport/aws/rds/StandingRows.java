package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.encoding.StateEncoding;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.TelemetryLedger.StaleStanding;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.TelemetryLedger.Update;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is remembered of each vehicle. Rows are always locked in the order of their ids, so that two writers never wait for each other. */
final class StandingRows {

    private static final String ROWS =
            " from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::bytea[], ?::bytea[])"
                    + " as u(vehicle_id, organization, name, source, first_seen_us, version, state, track)";

    private static final String INSERT =
            "insert into vehicle (vehicle_id, organization, name, source, first_seen_at, version, state, track)"
                    + " select vehicle_id, organization, name, source, " + Columns.time("first_seen_us")
                    + ", version + 1, state, track" + ROWS
                    // Whoever was erased does not come in again by itself.
                    + " where not exists (select from erasure e where e.vehicle_id = u.vehicle_id"
                    + " and e.organization = u.organization and e.from_at is null and e.readmitted_at is null)"
                    // One order for all writers, whatever the plan: two of them must not wait for each other in a
                    // circle.
                    + " order by u.vehicle_id on conflict (vehicle_id) do nothing";

    private static final String UPDATE = "update vehicle v set name = u.name, source = u.source, first_seen_at = "
            + Columns.time("u.first_seen_us") + ", version = v.version + 1, state = u.state, track = u.track" + ROWS
            + " where v.vehicle_id = u.vehicle_id and v.organization = u.organization and v.version = u.version";

    private static final String SELECT =
            "select vehicle_id, organization, name, source, first_seen_at, version, state, track from vehicle";

    /** As PostgreSQL sorts ids: by their bytes. */
    private static final Comparator<Update> BY_ID = (a, b) -> {
        UUID one = a.key().vehicle().value();
        UUID other = b.key().vehicle().value();
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    /** An update with its state as bytes, made once however often it is tried. */
    private record Encoded(Update update, byte[] state) {}

    /** A row as stored. */
    record Stored(VehicleKey key, FleetVehicle profile, long version, byte[] state, byte[] track) {
        Standing standing() {
            return new Standing(version, profile, StateEncoding.decode(state), track);
        }
    }

    private StandingRows() {}

    /** Whether every vehicle was at the version expected and has been moved on; else the transaction must be rolled back. */
    static boolean move(Connection connection, List<Update> updates) throws SQLException {
        return write(connection, encoded(updates));
    }

    /**
     * Moves on those vehicles that the very same update has not moved on already.
     *
     * @throws StaleStanding when another writer was there
     * @throws PortRefused when a vehicle belongs to another organization
     */
    static void moveUnlessMoved(Connection connection, List<Update> updates) throws SQLException {
        Map<VehicleId, Stored> stored = locked(connection, updates);
        List<Encoded> open = new ArrayList<>();
        for (Encoded row : encoded(updates)) {
            Update update = row.update();
            @Nullable Stored found = stored.get(update.key().vehicle());
            if (found != null && !found.key().equals(update.key())) {
                throw new PortRefused(
                        "vehicle " + update.key().vehicle() + " belongs to another organization",
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

    static Map<VehicleKey, Standing> load(Connection connection, Collection<VehicleKey> keys) throws SQLException {
        UUID[] ids = keys.stream().map(key -> key.vehicle().value()).toArray(UUID[]::new);
        String[] organizations =
                keys.stream().map(key -> key.organization().value()).distinct().toArray(String[]::new);
        Map<VehicleKey, Standing> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                SELECT + " where vehicle_id = any(?::uuid[]) and organization = any(?::text[])")) {
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            statement.setArray(2, connection.createArrayOf("text", organizations));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Stored stored = stored(rows);
                    found.put(stored.key(), stored.standing());
                }
            }
        }
        found.keySet().retainAll(Set.copyOf(keys)); // an id of one and an organization of another are no key
        return found;
    }

    static Stored stored(ResultSet row) throws SQLException {
        OrganizationId organization = new OrganizationId(row.getString("organization"));
        VehicleId vehicle = new VehicleId(row.getObject("vehicle_id", UUID.class));
        FleetVehicle profile = new FleetVehicle(
                organization,
                vehicle,
                row.getString("name"),
                row.getString("source"),
                Query.instant(row, "first_seen_at"));
        return new Stored(
                new VehicleKey(organization, vehicle),
                profile,
                row.getLong("version"),
                row.getBytes("state"),
                row.getBytes("track"));
    }

    private static Map<VehicleId, Stored> locked(Connection connection, List<Update> updates) throws SQLException {
        UUID[] ids =
                updates.stream().map(update -> update.key().vehicle().value()).toArray(UUID[]::new);
        Map<VehicleId, Stored> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                SELECT + " where vehicle_id = any(?::uuid[]) order by vehicle_id for update")) {
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Stored stored = stored(rows);
                    found.put(stored.key().vehicle(), stored);
                }
            }
        }
        return found;
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
                    .uuids(row -> row.update().key().vehicle().value())
                    .texts(row -> row.update().key().organization().value())
                    .texts(row -> row.update().standing().profile().name())
                    .texts(row -> row.update().standing().profile().source())
                    .instants(row -> row.update().standing().profile().firstSeenAt())
                    .longs(row -> row.update().expectedVersion())
                    .bytes(Encoded::state)
                    .bytes(row -> row.update().standing().track());
            return statement.executeUpdate();
        }
    }

    private static List<Encoded> encoded(List<Update> updates) {
        List<Update> sorted = new ArrayList<>(updates);
        sorted.sort(BY_ID);
        List<Encoded> rows = new ArrayList<>(sorted.size());
        for (Update update : sorted) {
            rows.add(new Encoded(update, StateEncoding.encode(update.standing().state())));
        }
        return rows;
    }

    private static boolean same(Stored stored, Encoded row) {
        Standing told = row.update().standing();
        return stored.profile().name().equals(Columns.storable(told.profile().name()))
                && stored.profile()
                        .source()
                        .equals(Columns.storable(told.profile().source()))
                && Micros.floorOf(stored.profile().firstSeenAt())
                        == Micros.floorOf(told.profile().firstSeenAt())
                && Arrays.equals(stored.state(), row.state())
                && Arrays.equals(stored.track(), told.track());
    }

    private static StaleStanding stale(Update update, long version) {
        return new StaleStanding("vehicle " + update.key().vehicle() + " is at "
                + (version < 0 ? "another version" : "version " + version) + ", not at " + update.expectedVersion());
    }
}
