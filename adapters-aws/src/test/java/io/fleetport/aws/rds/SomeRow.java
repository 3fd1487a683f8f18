package io.fleetport.aws.rds;

import io.fleetport.domain.fleet.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A row for any table, made up from the types of its columns. What the table demands of them is dropped first, so the
 * transaction must be rolled back.
 */
final class SomeRow {

    private static final String RULES =
            "select conname, conname from pg_constraint where conrelid = ?::regclass and contype in ('c', 'f')";

    private static final String COLUMNS =
            "select attname, format_type(atttypid, null) from pg_attribute where attrelid ="
                    + " ?::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''";

    private SomeRow() {}

    static void add(Connection connection, String table, OrganizationId organization) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String[] rule : rows(connection, RULES, table)) {
                statement.execute("alter table " + table + " drop constraint if exists " + rule[0]);
            }
            if (rows(connection, "select 1, 1 from pg_class where oid = ?::regclass and relkind = 'p'", table)
                            .size()
                    == 1) {
                statement.execute("create table if not exists " + table + "_rest partition of " + table + " default");
            }
            for (String[] column : rows(connection, COLUMNS, table)) {
                names.add(column[0]);
                values.add(column[0].equals("organization") ? "'" + organization.value() + "'" : value(column[1]));
            }
            statement.execute("insert into " + table + " (" + String.join(", ", names) + ") values ("
                    + String.join(", ", values) + ")");
        }
    }

    private static String value(String type) {
        return switch (type) {
            case "text", "character varying" -> "gen_random_uuid()::text";
            case "uuid" -> "gen_random_uuid()";
            case "timestamp with time zone" -> "now()";
            case "date" -> "current_date";
            case "boolean" -> "true";
            case "bytea" -> "sha256(gen_random_uuid()::text::bytea)";
            case "json", "jsonb" -> "'{}'";
            case "inet" -> "'192.0.2.1'";
            case "interval" -> "interval '1 s'";
            case "smallint", "integer", "bigint", "numeric", "double precision", "real" -> "trunc(random() * 30000)";
            default -> {
                if (type.endsWith("[]")) {
                    yield "'{}'";
                }
                throw new IllegalArgumentException("type must be one we know but is " + type);
            }
        };
    }

    private static List<String[]> rows(Connection connection, String sql, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            List<String[]> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new String[] {rows.getString(1), rows.getString(2)});
                }
            }
            return found;
        }
    }
}
