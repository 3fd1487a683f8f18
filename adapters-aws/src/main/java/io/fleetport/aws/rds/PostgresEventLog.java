package io.fleetport.aws.rds;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventLog;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Events by their id; removed in parts, so that nobody waits long. */
final class PostgresEventLog implements EventLog {

    private static final int AT_ONCE = 5_000;

    private static final String FORGET = "with gone as (delete from event where position in (select position from event"
            + " where recorded_at < ? order by recorded_at limit ?) returning event_id),"
            + " dropped as (delete from webhook_queue q using gone where q.event_id = gone.event_id returning 1)"
            + " select (select count(*) from gone) as events, (select count(*) from dropped) as deliveries";

    static final String CLOSE_EMPTY_LANES = "delete from webhook_lane l where not exists"
            + " (select from webhook_queue q where q.webhook_id = l.webhook_id and q.lane = l.lane)";

    private final Database database;

    PostgresEventLog(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Event> find(OrganizationId organization, UUID event) {
        return database
                .ask("finding an event", organization, scope -> new Query(
                                "select * from event where organization = ? and event_id = ?",
                                organization.value(),
                                event)
                        .list(scope, EventRows::event))
                .stream()
                .findFirst();
    }

    @Override
    public int forgetBefore(Instant time) {
        int forgotten = 0;
        int part = AT_ONCE;
        while (part == AT_ONCE) {
            part = Changes.in(database, "forgetting events", connection -> {
                Changes.lock(connection, PostgresDeliveryQueue.LANES);
                Forgotten some = new Query(FORGET, Query.bound(time), AT_ONCE)
                        .list(connection, row -> new Forgotten(row.getInt("events"), row.getInt("deliveries")))
                        .getFirst();
                if (some.deliveries() > 0) {
                    Changes.run(connection, CLOSE_EMPTY_LANES);
                }
                return some.events();
            });
            forgotten += part;
        }
        return forgotten;
    }

    private record Forgotten(int events, int deliveries) {}
}
