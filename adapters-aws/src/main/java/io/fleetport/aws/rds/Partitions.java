package io.fleetport.aws.rds;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The monthly parts of a table of history, made before the first row of a month is stored. Safe to use from many threads
 * and many processes.
 */
final class Partitions {

    /** What the intake lets through is far narrower; a date outside is a mistake of ours and must not leave a table behind. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

    /** Any number that nobody else in this database locks: "fleetprt" in ASCII. */
    private static final long LOCK = 0x666c656574707274L;

    private final String table;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    /** @param table partitioned by range of its time */
    Partitions(String table) {
        this.table = table;
    }

    /**
     * Months of these rows that may have no table yet.
     *
     * @throws IllegalArgumentException when a row is from outside the years 2000 to 2100
     */
    <T> Set<YearMonth> missingFor(List<T> rows, Function<T, Instant> observedAt) {
        Set<YearMonth> missing = new TreeSet<>();
        long from = 0;
        long until = 0;
        for (T row : rows) {
            Instant at = observedAt.apply(row);
            long second = at.getEpochSecond();
            if (second >= from && second < until) {
                continue; // same month as the one before: nearly always
            }
            if (at.isBefore(FIRST) || !at.isBefore(END)) {
                throw new IllegalArgumentException("observedAt must be within 2000..2100 but is " + at);
            }
            YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
            from = month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            until = month.plusMonths(1).atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            if (!known.contains(month)) {
                missing.add(month);
            }
        }
        return missing;
    }

    /**
     * Makes the tables and remembers them. In a transaction of its own, because it waits for others who do the same.
     *
     * <p>A table is made first and attached then: attaching lets commits to other months go on, creating it as a
     * partition would lock them out.
     */
    void make(Connection connection, Set<YearMonth> months) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            for (YearMonth month : months) {
                String part = "%s_%04d_%02d".formatted(table, month.getYear(), month.getMonthValue());
                if (!isAttached(connection, part)) {
                    LocalDate first = month.atDay(1);
                    statement.execute("create table " + part + " (like " + table + " including all)");
                    statement.execute("alter table " + table + " attach partition " + part + " for values from ('"
                            + first + " 00:00:00+00') to ('" + first.plusMonths(1) + " 00:00:00+00')");
                }
            }
        }
    }

    void remember(Set<YearMonth> months) {
        known.addAll(months);
    }

    /** After someone took a month away. */
    void forget() {
        known.clear();
    }

    private boolean isAttached(Connection connection, String part) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select 1 from pg_inherits where inhparent = to_regclass(?) and inhrelid = to_regclass(?)")) {
            statement.setString(1, table);
            statement.setString(2, part);
            return statement.executeQuery().next();
        }
    }
}
