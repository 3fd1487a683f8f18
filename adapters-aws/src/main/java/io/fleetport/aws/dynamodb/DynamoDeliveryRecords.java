package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.out.DeliveryRecords;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.RefusedEvent;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events by their traces. One that is copied here gets a position of the time it was recorded at, with its place among those of
 * that time, so that a lane goes on in the order it had, and before all that is committed here later.
 */
final class DynamoDeliveryRecords implements DeliveryRecords {

    private static final int MOST = 10_000;

    /** Digits of a UUID that are random in every version in use: no two organizations' events get one position. */
    private static final int OWN_DIGITS = 12;

    private final Database database;

    DynamoDeliveryRecords(Database database) {
        this.database = database;
    }

    @Override
    public List<Recorded> events(OrganizationId organization, @Nullable Recorded after, int limit) {
        Query rest = Query.in(Table.TENANTS, Index.GSI1, QueueItems.traces(organization));
        if (after != null) {
            Optional<Item> last = trace(organization, after.event().id());
            rest = last.isEmpty()
                    ? rest.from(Key.time(after.event().recordedAt()))
                    : rest.from(Key.after(last.get().text(Index.GSI1.sk())));
        }
        List<Recorded> found = new ArrayList<>();
        while (found.isEmpty()) {
            List<Item> traces = database.list(rest, Listing.checked(limit, MOST));
            if (traces.isEmpty()) {
                break;
            }
            found.addAll(recorded(organization, traces));
            rest = rest.from(Key.after(traces.getLast().text(Index.GSI1.sk())));
        }
        return found;
    }

    /** Without those that are being forgotten. */
    private List<Recorded> recorded(OrganizationId organization, List<Item> traces) {
        List<Key> keys = new ArrayList<>();
        traces.forEach(trace -> {
            keys.add(EventItems.key(organization, trace.uuid(QueueItems.EVENT)));
            keys.add(QueueItems.fresh(trace));
        });
        Map<Key, Item> stored = database.getAll(keys);
        List<Recorded> found = new ArrayList<>();
        for (Item trace : traces) {
            Item event = stored.get(EventItems.key(organization, trace.uuid(QueueItems.EVENT)));
            if (event != null) {
                found.add(new Recorded(EventItems.event(event), !stored.containsKey(QueueItems.fresh(trace))));
            }
        }
        return found;
    }

    private Optional<Item> trace(OrganizationId organization, UUID event) {
        return database.get(QueueItems.trace(organization, event));
    }

    @Override
    public List<RefusedEvent> refused(OrganizationId organization, @Nullable RefusedEvent after, int limit) {
        Query query = QueueItems.refused(organization);
        if (after != null) {
            query = query.from(Key.after(
                    QueueItems.refused(organization, after.event(), after.bus()).sk()));
        }
        return database.list(query, Listing.checked(limit, MOST)).stream()
                .map(DynamoBusQueue::refused)
                .toList();
    }

    @Override
    public List<Waiting> waiting(OrganizationId organization, UUID webhook, @Nullable Waiting after, int limit) {
        Query query = LaneItems.entries(organization, webhook);
        if (after != null) {
            query = query.from(trace(organization, after.event())
                    .map(trace -> Key.after(LaneItems.entry(webhook, trace).sk()))
                    .orElse(after.lane()));
        }
        return database.list(query, Listing.checked(limit, MOST)).stream()
                .map(item -> LaneItems.waiting(webhook, item))
                .toList();
    }

    @Override
    public List<Lane> lanes(OrganizationId organization, UUID webhook, @Nullable Lane after, int limit) {
        Query query = LaneItems.ofWebhook(organization, webhook);
        if (after != null) {
            query = query.from(Key.after(after.name()));
        }
        return database.list(query, Listing.checked(limit, MOST)).stream()
                .map(LaneItems::lane)
                .toList();
    }

    /** The traces last: an event that has one has everything. */
    @Override
    public void addEvents(List<Placed> events) {
        List<Write> first = new ArrayList<>();
        List<Write> last = new ArrayList<>();
        for (Placed placed : events) {
            Event event = placed.recorded().event();
            String position = position(event, placed.before());
            first.add(Write.put(EventItems.of(event)));
            if (!placed.recorded().spread()) {
                first.add(Write.put(QueueItems.freshOf(event, position)));
            }
            last.add(Write.put(QueueItems.traceOf(event, position)));
        }
        database.writeAll(first);
        database.writeAll(last);
    }

    private static String position(Event event, int before) {
        String id = event.id().toString();
        return Key.digits(Micros.floorOf(event.recordedAt()))
                + String.format(Locale.ROOT, "-%07x", before)
                + id.substring(id.length() - OWN_DIGITS);
    }

    @Override
    public void addRefused(List<RefusedEvent> refused) {
        database.writeAll(refused.stream()
                .map(one -> Write.put(DynamoBusQueue.refusedItem(one)))
                .toList());
    }

    @Override
    public void addWaiting(OrganizationId organization, List<Waiting> waiting) {
        Map<Key, Item> traces = database.getAll(waiting.stream()
                .map(one -> QueueItems.trace(organization, one.event()))
                .toList());
        List<Write> puts = new ArrayList<>();
        for (Waiting one : waiting) {
            Item trace = traces.get(QueueItems.trace(organization, one.event()));
            if (trace != null) {
                puts.add(LaneItems.put(one.webhook(), trace));
            }
        }
        database.writeAll(puts);
    }

    @Override
    public void addLanes(OrganizationId organization, List<Lane> lanes) {
        Set<UUID> webhooks = new LinkedHashSet<>();
        lanes.forEach(lane -> webhooks.add(lane.webhook()));
        webhooks.forEach(webhook -> database.write(LaneItems.note(organization, webhook)));
        database.writeAll(lanes.stream()
                .map(lane -> Write.put(LaneItems.of(organization, lane)))
                .toList());
    }
}
