package io.fleetport.aws.rds;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Small changes outside the ledger's commits. */
final class Changes {

    private Changes() {}

    /** Does it in one transaction. */
    static <T> T in(Database database, String doing, Database.Work<T> work) {
        try {
            return database.inTransaction(work);
        } catch (SQLException e) {
            throw Failures.translated(doing, e);
        }
    }

    /** @param sql takes a lock until the end of the transaction */
    static void lock(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Holds everyone else who asks for this number until the end of the transaction. */
    static void lock(Connection connection, long number) throws SQLException {
        lock(connection, "select pg_advisory_xact_lock(" + number + ")");
    }

    /** @return rows changed */
    static int run(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
