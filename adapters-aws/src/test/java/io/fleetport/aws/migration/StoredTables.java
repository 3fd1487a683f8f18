package io.fleetport.aws.migration;

import io.fleetport.domain.fleet.OrganizationId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All rows of an organization in all tables that have any, as the database itself has them: whatever table or column is added is in it. */
final class StoredTables {

    /** What is not copied, by name; see {@code TenantMigration.notCopied}. */
    private static final Set<String> NOT_COPIED = Set.of("idempotent_answer", "event_bus_queue");

    /** Columns that are each store's own. */
    private static final Set<String> OWN = Set.of(
            "vehicle.version",
            "station.version",
            "webhook.version",
            "position_privacy.version",
            "erasure.version",
            "event.position",
            "webhook_queue.position",
            "webhook_lane.claim",
            "webhook_lane.claimed_until",
            "station_report.received_at");

    private static final String COLUMNS = "select c.relname, a.attname from pg_class c join pg_attribute a"
            + " on a.attrelid = c.oid where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0"
            + " and not a.attisdropped and c.relnamespace = 'public'::regnamespace and exists (select from pg_attribute o"
            + " where o.attrelid = c.oid and o.attname = 'organization') order by 1, a.attnum";

    private final String url;

    StoredTables(String url) {
        this.url = url;
    }

    /** Rows as text, sorted, by table. */
    Map<String, List<String>> of(OrganizationId organization) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres")) {
            for (Map.Entry<String, List<String>> table : columns(connection).entrySet()) {
                if (!NOT_COPIED.contains(table.getKey())) {
                    rows.put(table.getKey(), rows(connection, table.getKey(), table.getValue(), organization));
                }
            }
        }
        return rows;
    }

    /** Tables without any row of the organization. */
    List<String> emptyOf(OrganizationId organization) throws SQLException {
        return of(organization).entrySet().stream()
                .filter(table -> table.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, List<String>> columns(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                String table = found.getString(1);
                if (!OWN.contains(table + "." + found.getString(2))) {
                    columns.computeIfAbsent(table, name -> new ArrayList<>()).add(found.getString(2));
                }
            }
        }
        return columns;
    }

    private static List<String> rows(
            Connection connection, String table, List<String> columns, OrganizationId organization)
            throws SQLException {
        String sql = "select row(" + String.join(", ", columns) + ")::text from " + table
                + " where organization = ? order by 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, organization.value());
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        }
    }
}
