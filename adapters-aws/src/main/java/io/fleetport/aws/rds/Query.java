package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.motion.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A query put together from conditions, every value as a parameter. For one use by one thread. */
final class Query {

    /** Beyond any time we keep, inside what PostgreSQL knows. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    /** Makes one thing of one row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** @param sql a query up to and including its first condition */
    Query(String sql, Object... values) {
        this.sql = new StringBuilder(sql);
        this.values.addAll(List.of(values));
    }

    Query and(String condition, Object... more) {
        sql.append(" and ").append(condition);
        values.addAll(List.of(more));
        return this;
    }

    /** Adds the condition unless the value is null. */
    Query andIfPresent(String condition, @Nullable Object value) {
        return value == null ? this : and(condition, value);
    }

    Query then(String end, Object... more) {
        sql.append(' ').append(end);
        values.addAll(List.of(more));
        return this;
    }

    /** Asks as the connection's role. */
    <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            bind(statement, 1);
            try (ResultSet rows = statement.executeQuery()) {
                return all(rows, row);
            }
        }
    }

    /** Asks on behalf of the scope's organization. */
    <T> List<T> list(Scope scope, Row<T> row) throws SQLException {
        try (PreparedStatement statement = scope.prepare(sql.toString())) {
            bind(statement, Scope.PARAMETERS + 1);
            try (ResultSet rows = scope.answer(statement)) {
                return all(rows, row);
            }
        }
    }

    private void bind(PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(first + i, values.get(i));
        }
    }

    private static <T> List<T> all(ResultSet rows, Row<T> row) throws SQLException {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
            found.add(row.of(rows));
        }
        return found;
    }

    /** A page of at most {@code limit}; looks at one row more to know whether the list goes on. */
    <T> Page<T> page(Scope scope, int limit, Row<T> row, Function<T, String> cursor) throws SQLException {
        return cut(then("limit ?", limit + 1).list(scope, row), limit, cursor);
    }

    /** As {@link #page(Scope, int, Row, Function)}, of all organizations. */
    <T> Page<T> page(Connection connection, int limit, Row<T> row, Function<T, String> cursor) throws SQLException {
        return cut(then("limit ?", limit + 1).list(connection, row), limit, cursor);
    }

    private static <T> Page<T> cut(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    static int checked(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("limit must be within 1.." + most + " but is " + limit);
        }
        return limit;
    }

    /** A bound to compare stored times with: rounded up to a microsecond, which leaves "before" and "not before" as they are. */
    static OffsetDateTime bound(Instant instant) {
        Instant known = within(instant);
        long micros = Micros.floorOf(known);
        Instant whole = Micros.toInstant(known.getNano() % 1_000 == 0 ? micros : micros + 1);
        return OffsetDateTime.ofInstant(whole, ZoneOffset.UTC);
    }

    private static Instant within(Instant instant) {
        return instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    }

    /** A time of our own clock to store, or to compare with stored times that must be greater: what is finer is dropped. */
    static OffsetDateTime floor(Instant instant) {
        return OffsetDateTime.ofInstant(Micros.toInstant(Micros.floorOf(within(instant))), ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime boundOrNull(@Nullable Instant instant) {
        return instant == null ? null : bound(instant);
    }

    static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : Double.valueOf(value);
    }

    static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : Integer.valueOf(value);
    }

    /** The value of a text column as something else. */
    static <T> @Nullable T text(ResultSet row, String column, Function<String, T> form) throws SQLException {
        @Nullable String value = row.getString(column);
        return value == null ? null : form.apply(value);
    }

    static @Nullable Position position(ResultSet row, String latitude, String longitude) throws SQLException {
        @Nullable Double north = number(row, latitude);
        @Nullable Double east = number(row, longitude);
        return north == null || east == null ? null : new Position(north, east);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
