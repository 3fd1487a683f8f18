package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What waits for webhooks and buses, as far as the ledger and the log of events have to do with it. */
final class DynamoEventQueues implements EventQueues {

    private final Database database;
    private final OpenBuses buses;

    DynamoEventQueues(Database database, OpenBuses buses) {
        this.database = database;
        this.buses = buses;
    }

    @Override
    public List<Write> queued(Event event, String position) {
        List<Write> writes = new ArrayList<>();
        writes.add(Write.put(QueueItems.traceOf(event, position)));
        writes.add(Write.put(QueueItems.freshOf(event, position)));
        buses.names().forEach(bus -> writes.add(Write.put(QueueItems.waitingOf(event, position, bus))));
        return writes;
    }

    @Override
    public void drop(Collection<Event> events) {
        List<Key> traces = events.stream()
                .map(event -> QueueItems.trace(event.subject().organization(), event.id()))
                .toList();
        Map<OrganizationId, List<Webhook>> webhooks = new HashMap<>();
        List<Write> deleted = new ArrayList<>();
        List<Write> last = new ArrayList<>();
        database.getAll(traces).values().forEach(trace -> {
            OrganizationId organization = QueueItems.organization(trace);
            deleted.add(Write.delete(QueueItems.fresh(trace)));
            buses.names().forEach(bus -> deleted.add(Write.delete(QueueItems.waiting(trace, bus))));
            database.stream(QueueItems.refused(organization, trace.uuid(QueueItems.EVENT)))
                    .forEach(item -> deleted.add(Write.delete(item.key())));
            webhooks.computeIfAbsent(organization, this::webhooks)
                    .forEach(webhook -> deleted.add(Write.delete(LaneItems.entry(webhook.id(), trace))));
            last.add(Write.delete(trace.key()));
        });
        database.writeAll(deleted);
        // What tells where the rest is goes last: an interruption leaves nothing that cannot be found.
        database.writeAll(last);
    }

    private List<Webhook> webhooks(OrganizationId organization) {
        return database.stream(WebhookItems.ofOrganization(organization))
                .map(WebhookItems::webhook)
                .toList();
    }
}
