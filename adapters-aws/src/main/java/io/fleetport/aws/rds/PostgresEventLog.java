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

    private final Database database;

    PostgresEventLog(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Event> find(OrganizationId organization, UUID event) {
        return database
                .ask(
                        "finding an event",
                        connection -> new Query(
                                        "select * from event where organization = ? and event_id = ?",
                                        organization.value(),
                                        event)
                                .list(connection, EventRows::event))
                .stream()
                .findFirst();
    }

    @Override
    public int forgetBefore(Instant time) {
        int forgotten = 0;
        int part = AT_ONCE;
        while (part == AT_ONCE) {
            part = Change.in(database, "forgetting events", connection -> {
                Change.lock(connection, PostgresDeliveryQueue.LANES);
                int events = Change.run(
                        connection,
                        "delete from event where position in (select position from event where recorded_at < ?"
                                + " order by recorded_at limit " + AT_ONCE + ")",
                        Query.bound(time));
                if (events > 0) {
                    Change.run(
                            connection,
                            "delete from webhook_queue q where not exists (select from event e where e.event_id = q.event_id)");
                    Change.run(
                            connection,
                            "delete from webhook_lane l where not exists (select from webhook_queue q"
                                    + " where q.webhook_id = l.webhook_id and q.lane = l.lane)");
                }
                return events;
            });
            forgotten += part;
        }
        return forgotten;
    }
}
