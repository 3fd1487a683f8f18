package io.fleetport.aws.rds;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Single statements inside a transaction that does more, and the transaction itself. */
final class Statements {

    private Statements() {}

    /** @return rows changed */
    static int run(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** Holds everyone else who asks for it until the transaction ends. */
    static void lock(Connection connection, long number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + number + ")");
        }
    }

    static <T> T in(Database database, String doing, Database.Work<T> work) {
        try {
            return database.inTransaction(work);
        } catch (SQLException e) {
            throw Failures.translated(doing, e);
        }
    }
}
