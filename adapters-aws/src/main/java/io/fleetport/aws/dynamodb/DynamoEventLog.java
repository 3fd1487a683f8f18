package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventLog;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events by their id; forgotten in parts along the index by time. */
final class DynamoEventLog implements EventLog {

    private static final int AT_ONCE = 500;

    private final Database database;
    private final EventQueues queues;

    DynamoEventLog(Database database, EventQueues queues) {
        this.database = database;
        this.queues = queues;
    }

    @Override
    public Optional<Event> find(OrganizationId organization, UUID event) {
        return database.get(EventItems.key(organization, event)).map(EventItems::event);
    }

    @Override
    public int forgetBefore(Instant time) {
        int forgotten = 0;
        for (int shard = 0; shard < EventItems.SHARDS; shard++) {
            Query old = Query.in(Table.TELEMETRY, Index.GSI1, EventItems.byTime(shard))
                    .until(Key.bound(time));
            int some;
            do {
                some = forget(database.list(old, AT_ONCE));
                forgotten += some;
            } while (some == AT_ONCE);
        }
        return forgotten;
    }

    /** The queues first: what is left of an event that is gone would wait for ever. */
    int forget(List<Item> events) {
        if (!events.isEmpty()) {
            queues.drop(events.stream().map(EventItems::event).toList());
            database.writeAll(
                    events.stream().map(item -> Write.delete(item.key())).toList());
        }
        return events.size();
    }
}
