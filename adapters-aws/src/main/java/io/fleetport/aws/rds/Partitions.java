package io.fleetport.aws.rds;

import io.fleetport.application.port.out.TelemetryLedger.NewReading;
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

/**
 * The monthly parts of the readings, made before the first reading of a month is stored. Safe to use from many threads
 * and many processes.
 */
final class Partitions {

    /** What the intake lets through is far narrower; a date outside is a mistake of ours and must not leave a table behind. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

    /** Any number that nobody else in this database locks: "fleetprt" in ASCII. */
    private static final long LOCK = 0x666c656574707274L;

    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    /**
     * Months of these readings that may have no table yet.
     *
     * @throws IllegalArgumentException when a reading is from outside the years 2000 to 2100
     */
    Set<YearMonth> missingFor(List<NewReading> readings) {
        Set<YearMonth> missing = new TreeSet<>();
        long from = 0;
        long until = 0;
        for (NewReading added : readings) {
            Instant at = added.reading().observedAt();
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
                String table = "reading_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
                if (!isAttached(connection, table)) {
                    LocalDate first = month.atDay(1);
                    statement.execute("create table " + table + " (like reading including all)");
                    statement.execute("alter table reading attach partition " + table + " for values from ('" + first
                            + " 00:00:00+00') to ('" + first.plusMonths(1) + " 00:00:00+00')");
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

    private static boolean isAttached(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select 1 from pg_inherits where inhparent = 'reading'::regclass and inhrelid = to_regclass(?)")) {
            statement.setString(1, table);
            return statement.executeQuery().next();
        }
    }
}
