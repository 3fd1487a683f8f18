package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Micros;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Many rows as one array per column, the parameters of an {@code unnest}: one statement and one plan whatever the number
 * of rows. Arrays of numbers and bytes travel in binary form. For one use by one thread.
 */
final class Columns<T> {

    private final PGConnection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int parameter;

    Columns(Connection connection, PreparedStatement statement, List<T> rows) throws SQLException {
        this.connection = connection.unwrap(PGConnection.class);
        this.statement = statement;
        this.rows = rows;
    }

    /** SQL for the time that {@link #instants} sent as microseconds. Exact: the product is a whole number below 2 to the 53rd. */
    static String time(String micros) {
        return "timestamptz 'epoch' + " + micros + " * interval '1 microsecond'";
    }

    /** SQL that takes every one of these columns from the row that could not be inserted. */
    static String assignments(List<String> columns) {
        return String.join(
                ", ", columns.stream().map(name -> name + " = excluded." + name).toList());
    }

    /** Nothing of nothing. */
    static <A, B> @Nullable B part(@Nullable A whole, Function<A, B> part) {
        return whole == null ? null : part.apply(whole);
    }

    /** PostgreSQL's text cannot hold the character NUL. */
    static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
    }

    Columns<T> uuids(Function<T, @Nullable UUID> value) throws SQLException {
        @Nullable UUID[] column = new UUID[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return set(connection.createArrayOf("uuid", column));
    }

    Columns<T> texts(Function<T, @Nullable String> value) throws SQLException {
        @Nullable String[] column = new String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            @Nullable String text = value.apply(rows.get(i));
            column[i] = text == null ? null : storable(text);
        }
        return set(connection.createArrayOf("text", column));
    }

    Columns<T> longs(ToLongFunction<T> value) throws SQLException {
        long[] column = new long[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.applyAsLong(rows.get(i));
        }
        return set(connection.createArrayOf("int8", column));
    }

    Columns<T> integersOrNull(Function<T, @Nullable Integer> value) throws SQLException {
        @Nullable Integer[] column = new Integer[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return set(connection.createArrayOf("int4", column));
    }

    /** Times as microseconds; what is finer is dropped. */
    Columns<T> instants(Function<T, Instant> value) throws SQLException {
        return longs(row -> Micros.floorOf(value.apply(row)));
    }

    Columns<T> instantsOrNull(Function<T, @Nullable Instant> value) throws SQLException {
        @Nullable Long[] column = new Long[rows.size()];
        for (int i = 0; i < column.length; i++) {
            @Nullable Instant instant = value.apply(rows.get(i));
            column[i] = instant == null ? null : Long.valueOf(Micros.floorOf(instant));
        }
        return set(connection.createArrayOf("int8", column));
    }

    Columns<T> doubles(ToDoubleFunction<T> value) throws SQLException {
        double[] column = new double[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.applyAsDouble(rows.get(i));
        }
        return set(connection.createArrayOf("float8", column));
    }

    Columns<T> doublesOrNull(Function<T, @Nullable Double> value) throws SQLException {
        @Nullable Double[] column = new Double[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return set(connection.createArrayOf("float8", column));
    }

    Columns<T> bytes(Function<T, byte[]> value) throws SQLException {
        byte[][] column = new byte[rows.size()][];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return set(connection.createArrayOf("bytea", column));
    }

    private Columns<T> set(Array array) throws SQLException {
        statement.setArray(++parameter, array);
        return this;
    }
}
