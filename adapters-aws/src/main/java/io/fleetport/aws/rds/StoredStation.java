package io.fleetport.aws.rds;

import io.fleetport.application.encoding.StationStateEncoding;
import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A station as its row has it. */
record StoredStation(StationKey key, FleetStation profile, long version, byte[] state, byte[] memory) {

    /** All columns but the memory, which only the ledger needs. */
    static final String PROFILE_AND_STATE =
            "station_id, organization, name, latitude, longitude, registered_at, version, state";

    static final String COLUMNS = PROFILE_AND_STATE + ", memory";

    private static final String SELECT = "select " + COLUMNS + " from station";

    Standing standing() {
        return new Standing(version, profile, StationStateEncoding.decode(state), memory);
    }

    static Map<StationKey, Standing> load(Connection connection, Collection<StationKey> keys) throws SQLException {
        String[] organizations =
                keys.stream().map(key -> key.organization().value()).distinct().toArray(String[]::new);
        Map<StationKey, Standing> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                SELECT + " where station_id = any(?::text[]) and organization = any(?::text[])")) {
            statement.setArray(1, ids(connection, keys));
            statement.setArray(2, connection.createArrayOf("text", organizations));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StoredStation stored = of(rows);
                    found.put(stored.key(), stored.standing());
                }
            }
        }
        found.keySet().retainAll(Set.copyOf(keys)); // an id of one and an organization of another are no key
        return found;
    }

    /** Those of the stations that are stored, whoever's they are, locked in the order of their ids. */
    static Map<StationId, StoredStation> locked(Connection connection, Collection<StationKey> keys)
            throws SQLException {
        Map<StationId, StoredStation> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                SELECT + " where station_id = any(?::text[]) order by station_id for update")) {
            statement.setArray(1, ids(connection, keys));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StoredStation stored = of(rows);
                    found.put(stored.key().station(), stored);
                }
            }
        }
        return found;
    }

    /** The station of a row that has all {@link #COLUMNS}. */
    static StoredStation of(ResultSet row) throws SQLException {
        OrganizationId organization = new OrganizationId(row.getString("organization"));
        StationId station = new StationId(row.getString("station_id"));
        FleetStation profile = new FleetStation(
                organization,
                station,
                row.getString("name"),
                Query.position(row, "latitude", "longitude"),
                Query.instant(row, "registered_at"));
        return new StoredStation(
                new StationKey(organization, station),
                profile,
                row.getLong("version"),
                row.getBytes("state"),
                row.getBytes("memory"));
    }

    private static Array ids(Connection connection, Collection<StationKey> keys) throws SQLException {
        return connection.createArrayOf(
                "text", keys.stream().map(key -> key.station().value()).toArray(String[]::new));
    }
}
