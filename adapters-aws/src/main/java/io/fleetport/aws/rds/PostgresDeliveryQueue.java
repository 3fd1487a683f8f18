package io.fleetport.aws.rds;

import io.fleetport.application.port.out.DeliveryQueue;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lanes as rows that are claimed with {@code skip locked}. Whoever touches many lanes at once holds {@link #LANES}; whoever
 * settles one claim locks its lane first and looks at what waits in it after, in a statement of its own: so no event is put
 * into a lane that is just being taken away.
 */
final class PostgresDeliveryQueue implements DeliveryQueue {

    /** Any number that nobody else in this database locks: "fleetwhk" in ASCII. */
    static final long LANES = 0x666c65657477686bL;

    private static final int MOST_COUNTED = 10_000;

    private static final String OPEN_LANES =
            " opened as (insert into webhook_lane (webhook_id, lane, organization, due_at)"
                    + " select distinct webhook_id, lane, organization, ?::timestamptz from put order by webhook_id, lane"
                    + " on conflict (webhook_id, lane) do update set organization = excluded.organization)";

    private static final String SPREAD = "with fresh as (select position, event_id, organization, lane, type from event"
            + " where not spread order by position limit ?),"
            + " marked as (update event set spread = true where position in (select position from fresh)),"
            + " put as (insert into webhook_queue (webhook_id, lane, position, event_id, organization)"
            + " select w.webhook_id, f.lane, f.position, f.event_id, f.organization from fresh f join webhook w"
            + " on w.organization = f.organization and w.state <> 'disabled'"
            + " and (w.types = '{}' or f.type = any (w.types))"
            + " on conflict do nothing returning webhook_id, lane, organization)," + OPEN_LANES
            + " select count(*) as events from fresh";

    private static final String REPLAY = "with put as (insert into webhook_queue (webhook_id, lane, position, event_id,"
            + " organization) select w.webhook_id, e.lane, e.position, e.event_id, e.organization from webhook w join event e"
            + " on e.organization = w.organization where w.organization = ? and w.webhook_id = ? and e.recorded_at >= ?"
            + " and e.spread and (w.types = '{}' or e.type = any (w.types))"
            + " on conflict do nothing returning webhook_id, lane, organization)," + OPEN_LANES
            + " select count(*) as events from put";

    private static final String CLAIM = "with due as (select l.webhook_id, l.lane from webhook w"
            + " cross join lateral (select count(*) as claims from webhook_lane b where b.webhook_id = w.webhook_id"
            + " and b.claimed_until > ?) busy"
            + " cross join lateral (select webhook_id, lane, due_at from webhook_lane d where d.webhook_id = w.webhook_id"
            + " and d.due_at <= ? and (d.claimed_until is null or d.claimed_until <= ?)"
            + " order by d.due_at limit greatest(? - busy.claims, 0) for update skip locked) l"
            + " where w.state = 'active' order by l.due_at limit ?)"
            + " update webhook_lane l set claim = gen_random_uuid(), claimed_until = ? from due, lateral"
            + " (select event_id, position from webhook_queue q where q.webhook_id = due.webhook_id and q.lane = due.lane"
            + " order by q.position limit 1) first"
            + " where l.webhook_id = due.webhook_id and l.lane = due.lane"
            + " returning l.claim, l.organization, l.webhook_id, l.lane, first.event_id, first.position, l.attempts,"
            + " l.failed_first_at";

    private static final String NEXT = "update webhook_lane set claim = null, claimed_until = null, attempts = 0,"
            + " failed_first_at = null, due_at = ? where webhook_id = ? and lane = ? and exists (select from webhook_queue q"
            + " where q.webhook_id = webhook_lane.webhook_id and q.lane = webhook_lane.lane)";

    private static final String OLDEST = "select min(e.recorded_at) as oldest from webhook w cross join lateral"
            + " (select event_id from webhook_queue q where q.webhook_id = w.webhook_id order by position limit 1) first"
            + " join event e on e.event_id = first.event_id where ";

    private static final String WAITING =
            "select (select count(*) from (select 1 from webhook_queue where organization = ?"
                    + " and webhook_id = ? limit " + MOST_COUNTED + ") counted) as events, (" + OLDEST
                    + "w.organization = ? and w.webhook_id = ?) as oldest";

    private final Database database;

    PostgresDeliveryQueue(Database database) {
        this.database = database;
    }

    @Override
    public int spread(Instant now, int most) {
        int limit = Query.checked(most, 10_000);
        boolean any = !database.askAcross("looking for new events", connection -> new Query(
                                "select 1 from event where not spread limit 1")
                        .list(connection, row -> true))
                .isEmpty();
        return any ? acrossLanes("spreading events", new Query(SPREAD, limit, Query.bound(now))) : 0;
    }

    @Override
    public int replay(OrganizationId organization, UUID webhook, Instant from, Instant now) {
        return acrossLanes(
                "replaying events",
                new Query(REPLAY, organization.value(), webhook, Query.bound(from), Query.bound(now)));
    }

    private int acrossLanes(String doing, Query counting) {
        return Changes.in(database, doing, connection -> {
            Changes.lock(connection, LANES);
            return counting.list(connection, row -> row.getInt("events")).getFirst();
        });
    }

    @Override
    public List<Claimed> claim(Instant now, Instant until, int most, int mostOfWebhook) {
        OffsetDateTime at = Query.bound(now);
        Query claim = new Query(CLAIM, at, at, at, mostOfWebhook, Query.checked(most, 1_000), Query.bound(until));
        return Changes.in(
                database, "claiming deliveries", connection -> claim.list(connection, PostgresDeliveryQueue::claimed));
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                row.getObject("claim", UUID.class),
                new OrganizationId(row.getString("organization")),
                row.getObject("webhook_id", UUID.class),
                row.getString("lane"),
                row.getObject("event_id", UUID.class),
                row.getLong("position"),
                row.getInt("attempts"),
                time(row, "failed_first_at"));
    }

    @Override
    public void done(Claimed claimed, Instant now) {
        Changes.in(database, "settling a delivery", connection -> {
            boolean ours = holds(connection, claimed);
            Changes.run(
                    connection,
                    "delete from webhook_queue where webhook_id = ? and lane = ? and position = ?",
                    claimed.webhook(),
                    claimed.lane(),
                    claimed.position());
            if (ours && Changes.run(connection, NEXT, Query.bound(now), claimed.webhook(), claimed.lane()) == 0) {
                Changes.run(
                        connection,
                        "delete from webhook_lane where webhook_id = ? and lane = ?",
                        claimed.webhook(),
                        claimed.lane());
            }
            return true;
        });
    }

    /** Locks the lane, and says whether it is still claimed as given. */
    private static boolean holds(Connection connection, Claimed claimed) throws SQLException {
        List<Boolean> held = new Query(
                        "select claim from webhook_lane where webhook_id = ? and lane = ?",
                        claimed.webhook(),
                        claimed.lane())
                .then("for update")
                .list(connection, row -> Objects.equals(row.getObject("claim", UUID.class), claimed.claim()));
        return !held.isEmpty() && held.getFirst();
    }

    @Override
    public void failed(Claimed claimed, Instant now, Instant again) {
        Changes.in(
                database,
                "noting a failed delivery",
                connection -> Changes.run(
                        connection,
                        "update webhook_lane set claim = null, claimed_until = null, attempts = attempts + 1,"
                                + " failed_first_at = coalesce(failed_first_at, ?), due_at = ?"
                                + " where webhook_id = ? and lane = ? and claim = ?",
                        Query.floor(now),
                        Query.bound(again),
                        claimed.webhook(),
                        claimed.lane(),
                        claimed.claim()));
    }

    @Override
    public void release(Claimed claimed) {
        Changes.in(
                database,
                "releasing a delivery",
                connection -> Changes.run(
                        connection,
                        "update webhook_lane set claim = null, claimed_until = null"
                                + " where webhook_id = ? and lane = ? and claim = ?",
                        claimed.webhook(),
                        claimed.lane(),
                        claimed.claim()));
    }

    @Override
    public void hurry(OrganizationId organization, UUID webhook, Instant now) {
        Changes.in(database, "hurrying deliveries", connection -> {
            Changes.lock(connection, LANES);
            return Changes.run(
                    connection,
                    "update webhook_lane set due_at = ?, attempts = 0, failed_first_at = null"
                            + " where organization = ? and webhook_id = ?",
                    Query.bound(now),
                    organization.value(),
                    webhook);
        });
    }

    @Override
    public void clear(OrganizationId organization, UUID webhook) {
        Changes.in(database, "dropping deliveries", connection -> {
            Changes.lock(connection, LANES);
            String of = " where organization = ? and webhook_id = ?";
            Changes.run(connection, "delete from webhook_lane" + of, organization.value(), webhook);
            return Changes.run(connection, "delete from webhook_queue" + of, organization.value(), webhook);
        });
    }

    @Override
    public Waiting waiting(OrganizationId organization, UUID webhook) {
        return database.ask("counting deliveries", organization, scope -> new Query(
                        WAITING, organization.value(), webhook, organization.value(), webhook)
                .list(scope, row -> new Waiting(row.getInt("events"), time(row, "oldest")))
                .getFirst());
    }

    @Override
    public @Nullable Instant oldestWaiting() {
        return database.askAcross(
                        "looking how far deliveries lag", connection -> new Query(OLDEST + "w.state = 'active'")
                                .list(connection, row -> Optional.ofNullable(time(row, "oldest"))))
                .getFirst()
                .orElse(null);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
