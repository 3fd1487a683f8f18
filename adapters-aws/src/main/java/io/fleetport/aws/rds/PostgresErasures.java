package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Erasures;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders to erase as rows. */
final class PostgresErasures implements Erasures {

    private static final String SELECT = "select erasure_id, organization, vehicle_id, from_at, until_at, reason,"
            + " requested_by, requested_at, state, finished_at, readmitted_at,"
            + " array(select key from jsonb_each_text(removed) order by key) as places,"
            + " array(select value::bigint from jsonb_each_text(removed) order by key) as counts from erasure where ";

    /** The later of the two states, and the sum of what was removed. */
    private static final String PROGRESS = "update erasure set state = case when state = 'finished'"
            + " or ? = 'requested' then state else ? end, finished_at = coalesce(finished_at, ?), removed = (select"
            + " coalesce(jsonb_object_agg(place, number), '{}') from (select place, sum(number) as number from (select"
            + " key as place, value::bigint as number from jsonb_each_text(removed) union all select place, number from"
            + " unnest(?::text[], ?::bigint[]) as u(place, number)) as added group by place) as summed)"
            + " where erasure_id = ?";

    private final Database database;

    PostgresErasures(Database database) {
        this.database = database;
    }

    @Override
    public void keep(Erasure erasure) {
        Changes.in(
                database,
                "keeping an erasure",
                connection -> Changes.run(
                        connection,
                        "insert into erasure (erasure_id, organization, vehicle_id, from_at, until_at, reason,"
                                + " requested_by, requested_at, state, removed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, '{}')"
                                + " on conflict do nothing",
                        erasure.id(),
                        erasure.organization().value(),
                        erasure.vehicle().value(),
                        Query.boundOrNull(erasure.from()),
                        Query.boundOrNull(erasure.until()),
                        Columns.storable(erasure.reason()),
                        Columns.storable(erasure.requestedBy()),
                        Query.floor(erasure.requestedAt()),
                        name(erasure.state())));
    }

    @Override
    public Optional<Erasure> find(OrganizationId organization, UUID id) {
        return database.ask("finding an erasure", organization, scope -> new Query(
                        SELECT + "organization = ? and erasure_id = ?", organization.value(), id)
                .list(scope, PostgresErasures::erasure).stream().findFirst());
    }

    @Override
    public Page<Erasure> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT + "organization = ?", organization.value());
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query.and("(requested_at, erasure_id) < (?, ?)", Query.bound(after.time()), after.id());
        }
        return database.ask(
                "listing erasures", organization, scope -> query.then("order by requested_at desc, erasure_id desc")
                        .page(
                                scope,
                                limit,
                                PostgresErasures::erasure,
                                last -> Cursor.of(last.requestedAt(), last.id(), last.id())));
    }

    /** Of all organizations: the job works for them all. */
    @Override
    public List<Erasure> unfinished(int limit) {
        Query.checked(limit, 1_000);
        return database.askAcross("looking for erasures to do", connection -> new Query(
                        SELECT + "state <> 'finished' order by requested_at, erasure_id limit ?", limit)
                .list(connection, PostgresErasures::erasure));
    }

    @Override
    public void progress(UUID id, Erasure.State state, Map<String, Long> more, @Nullable Instant finishedAt) {
        List<Map.Entry<String, Long>> counts = new ArrayList<>(more.entrySet());
        Changes.in(
                database,
                "noting how far an erasure is",
                connection -> Changes.run(
                        connection,
                        PROGRESS,
                        name(state),
                        name(state),
                        finishedAt == null ? null : Query.floor(finishedAt),
                        connection.createArrayOf(
                                "text", counts.stream().map(Map.Entry::getKey).toArray()),
                        connection.createArrayOf(
                                "bigint",
                                counts.stream().map(Map.Entry::getValue).toArray()),
                        id));
    }

    /** Of all organizations: the intake serves them all. */
    @Override
    public List<Erasure> inForce() {
        return database.askAcross("reading erasures in force", connection -> new Query(SELECT + "readmitted_at is null")
                .list(connection, PostgresErasures::erasure));
    }

    @Override
    public boolean readmit(VehicleKey key, Instant at) {
        return Changes.in(
                        database,
                        "letting a vehicle in again",
                        connection -> Changes.run(
                                connection,
                                "update erasure set readmitted_at = ?, version = version + 1 where organization = ?"
                                        + " and vehicle_id = ? and readmitted_at is null",
                                Query.floor(at),
                                key.organization().value(),
                                key.vehicle().value()))
                > 0;
    }

    @Override
    public String mark() {
        return database.askAcross("looking for changed erasures", connection -> new Query(
                        "select count(*) || ':' || coalesce(sum(version), 0) from erasure")
                .list(connection, row -> row.getString(1))
                .getFirst());
    }

    private static String name(Erasure.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** An order as far as it has come. */
    static void insert(Connection connection, Erasure erasure) throws SQLException {
        List<Map.Entry<String, Long>> counts = new ArrayList<>(erasure.removed().entrySet());
        Changes.run(
                connection,
                "insert into erasure (erasure_id, organization, vehicle_id, from_at, until_at, reason, requested_by,"
                        + " requested_at, state, finished_at, readmitted_at, removed) select ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, coalesce((select jsonb_object_agg(place, number) from"
                        + " unnest(?::text[], ?::bigint[]) as u(place, number)), '{}')",
                erasure.id(),
                erasure.organization().value(),
                erasure.vehicle().value(),
                Query.boundOrNull(erasure.from()),
                Query.boundOrNull(erasure.until()),
                Columns.storable(erasure.reason()),
                Columns.storable(erasure.requestedBy()),
                Query.floor(erasure.requestedAt()),
                name(erasure.state()),
                TenancyRows.floorOrNull(erasure.finishedAt()),
                TenancyRows.floorOrNull(erasure.readmittedAt()),
                connection.createArrayOf(
                        "text", counts.stream().map(Map.Entry::getKey).toArray()),
                connection.createArrayOf(
                        "bigint", counts.stream().map(Map.Entry::getValue).toArray()));
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        Map<String, Long> removed = new HashMap<>();
        String[] places = texts(row.getArray("places"));
        Long[] counts = (Long[]) row.getArray("counts").getArray();
        for (int i = 0; i < places.length; i++) {
            removed.put(places[i], counts[i]);
        }
        return new Erasure(
                row.getObject("erasure_id", UUID.class),
                new OrganizationId(row.getString("organization")),
                new VehicleId(row.getObject("vehicle_id", UUID.class)),
                instantOrNull(row, "from_at"),
                instantOrNull(row, "until_at"),
                row.getString("reason"),
                row.getString("requested_by"),
                Query.instant(row, "requested_at"),
                Erasure.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                removed,
                instantOrNull(row, "finished_at"),
                instantOrNull(row, "readmitted_at"));
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
