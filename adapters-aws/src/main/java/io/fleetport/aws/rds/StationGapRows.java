package io.fleetport.aws.rds;

import io.fleetport.application.port.out.StationChanges.GapChange;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.station.LostEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gaps in the numbers of events as rows: what all changes of a batch come to is written, whatever they said in between. */
final class StationGapRows {

    private static final String DELETE = "delete from station_gap g using unnest(?::text[], ?::int8[], ?::int8[],"
            + " ?::text[]) as u(station_id, boot, first_number, organization) where g.station_id = u.station_id"
            + " and g.boot = u.boot and g.first_number = u.first_number and g.organization = u.organization";

    private static final String UPSERT =
            "insert into station_gap (station_id, boot, first_number, organization, last_number, from_at, until_at)"
                    + " select station_id, boot, first_number, organization, last_number, " + Columns.time("from_us")
                    + ", " + Columns.time("until_us") + " from unnest(?::text[], ?::int8[], ?::int8[], ?::text[],"
                    + " ?::int8[], ?::int8[], ?::int8[]) as u(station_id, boot, first_number, organization,"
                    + " last_number, from_us, until_us) on conflict (station_id, boot, first_number) do update set"
                    + " last_number = excluded.last_number, from_at = excluded.from_at, until_at = excluded.until_at"
                    + " where station_gap.organization = excluded.organization";

    private record Name(StationKey key, long boot, long first) {
        static final Comparator<Name> ORDER = Comparator.comparing(
                        (Name name) -> name.key().station())
                .thenComparing(name -> name.key().organization())
                .thenComparingLong(Name::boot)
                .thenComparingLong(Name::first);

        static Name of(StationKey key, LostEvents lost) {
            return new Name(key, lost.boot(), lost.first());
        }
    }

    private record Row(Name name, LostEvents lost) {}

    private StationGapRows() {}

    static void put(Connection connection, List<GapChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        Map<Name, @Nullable LostEvents> outcome = new TreeMap<>(Name.ORDER);
        for (GapChange change : changes) {
            change.filled().forEach(lost -> outcome.put(Name.of(change.key(), lost), null));
            change.opened().forEach(lost -> outcome.put(Name.of(change.key(), lost), lost));
        }
        List<Name> gone = new ArrayList<>();
        List<Row> come = new ArrayList<>();
        outcome.forEach((name, lost) -> {
            if (lost == null) {
                gone.add(name);
            } else {
                come.add(new Row(name, lost));
            }
        });
        delete(connection, gone);
        upsert(connection, come);
    }

    private static void delete(Connection connection, List<Name> names) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            new Columns<>(connection, statement, names)
                    .texts(name -> name.key().station().value())
                    .longs(Name::boot)
                    .longs(Name::first)
                    .texts(name -> name.key().organization().value());
            statement.executeUpdate();
        }
    }

    private static void upsert(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            new Columns<>(connection, statement, rows)
                    .texts(row -> row.name().key().station().value())
                    .longs(row -> row.lost().boot())
                    .longs(row -> row.lost().first())
                    .texts(row -> row.name().key().organization().value())
                    .longs(row -> row.lost().last())
                    .instants(row -> row.lost().from())
                    .instants(row -> row.lost().until());
            statement.executeUpdate();
        }
    }

    static LostEvents lost(ResultSet row) throws SQLException {
        return new LostEvents(
                row.getLong("boot"),
                row.getLong("first_number"),
                row.getLong("last_number"),
                Query.instant(row, "from_at"),
                Query.instant(row, "until_at"));
    }
}
