package io.fleetport.aws.rds;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One statement that changes few rows, every value as a parameter, in a transaction of its own. Safe to use from many threads. */
final class Change {

    private final Database database;
    private final String doing;
    private final String sql;

    Change(Database database, String doing, String sql) {
        this.database = database;
        this.doing = doing;
        this.sql = sql;
    }

    /**
     * @param values of the parameters: texts, which are made storable, sets of texts as arrays, and what JDBC takes as it is
     * @return rows changed
     */
    int with(@Nullable Object... values) {
        try {
            return orThrow(values);
        } catch (SQLException e) {
            throw Failures.translated(doing, e);
        }
    }

    /** As {@link #with}, for who can tell what a refusal means. */
    int orThrow(@Nullable Object... values) throws SQLException {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    Object value = values[i];
                    if (value instanceof String text) {
                        statement.setString(i + 1, Columns.storable(text));
                    } else if (value instanceof Set<?> set) {
                        statement.setArray(i + 1, connection.createArrayOf("text", set.toArray()));
                    } else {
                        statement.setObject(i + 1, value);
                    }
                }
                return statement.executeUpdate();
            }
        });
    }
}
