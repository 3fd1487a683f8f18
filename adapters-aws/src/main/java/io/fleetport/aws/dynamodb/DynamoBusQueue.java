package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.BusQueue;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.RefusedEvent;
import io.fleetport.application.port.out.Subject;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An item for each event and bus, put there in the commit of the event, in partitions each of which has all events of its
 * subjects in order. Read together by position they are nearly in the order in which they began to wait.
 */
final class DynamoBusQueue implements BusQueue {

    private static final int MOST = 1_000;

    private static final Comparator<Item> BY_POSITION = Comparator.comparing(item -> item.text(QueueItems.POSITION));

    private final Database database;
    private final OpenBuses buses;

    DynamoBusQueue(Database database, OpenBuses buses) {
        this.database = database;
        this.buses = buses;
    }

    @Override
    public void open(String bus) {
        buses.open(bus);
    }

    @Override
    public boolean hold(String bus, UUID holder, Instant now, Instant until) {
        return database.write(
                Write.update(OpenBuses.key(bus), Expression.of("set {holder} = ?, {held_until} = ?", holder, until))
                        .when(Expression.of(
                                "attribute_exists({pk})"
                                        + " and (attribute_not_exists({holder}) or {holder} = ? or {held_until} <= ?)",
                                holder,
                                now)));
    }

    @Override
    public void release(String bus, UUID holder) {
        database.write(Write.update(OpenBuses.key(bus), Expression.of("remove {holder}, {held_until}"))
                .when(Expression.of("{holder} = ?", holder)));
    }

    private Stream<Item> waiting(String bus) {
        return Merging.merged(
                QueueItems.allWaiting(bus).stream().map(database::stream).toList(), BY_POSITION);
    }

    private record Lane(OrganizationId organization, String name) {}

    @Override
    public List<Event> waiting(String bus, Set<Subject> without, int most) {
        Listing.checked(most, MOST);
        Set<Lane> passedOver = without.stream()
                .map(subject -> new Lane(subject.organization(), QueueItems.lane(subject)))
                .collect(Collectors.toSet());
        Iterator<Item> wanted = waiting(bus)
                .filter(item ->
                        !passedOver.contains(new Lane(QueueItems.organization(item), item.text(QueueItems.LANE))))
                .iterator();
        List<Event> found = new ArrayList<>();
        while (found.size() < most && wanted.hasNext()) {
            List<Key> keys = new ArrayList<>();
            while (found.size() + keys.size() < most && wanted.hasNext()) {
                Item next = wanted.next();
                keys.add(EventItems.key(QueueItems.organization(next), next.uuid(QueueItems.EVENT)));
            }
            Map<Key, Item> events = database.getAll(keys);
            // One that is being forgotten is passed over.
            keys.forEach(key ->
                    Optional.ofNullable(events.get(key)).map(EventItems::event).ifPresent(found::add));
        }
        return found;
    }

    /** In transactions that each take the events of before: what is interrupted leaves no event without those behind it. */
    @Override
    public void settle(String bus, List<Event> taken, List<RefusedEvent> refused) {
        Map<Key, RefusedEvent> why = new HashMap<>();
        refused.forEach(one -> why.put(QueueItems.trace(one.organization(), one.event()), one));
        List<Key> keys = new ArrayList<>(why.keySet());
        taken.forEach(event -> keys.add(QueueItems.trace(event.subject().organization(), event.id())));
        List<Item> traces =
                database.getAll(keys).values().stream().sorted(BY_POSITION).toList();
        Set<Key> waiting = database.getAll(traces.stream()
                        .map(trace -> QueueItems.waiting(trace, bus))
                        .toList())
                .keySet();
        List<Write> writes = new ArrayList<>();
        for (Item trace : traces) {
            Key place = QueueItems.waiting(trace, bus);
            if (!waiting.contains(place)) {
                continue;
            }
            if (writes.size() + 2 > Database.TRANSACTION_WRITES) {
                database.transact(writes);
                writes.clear();
            }
            writes.add(Write.delete(place));
            Optional.ofNullable(why.get(trace.key())).ifPresent(one -> writes.add(Write.put(refusedItem(one))));
        }
        database.transact(writes);
    }

    @Override
    public Optional<Instant> oldestWaiting(String bus) {
        return waiting(bus).map(item -> item.instant(QueueItems.RECORDED)).findFirst();
    }

    @Override
    public List<RefusedEvent> refused(OrganizationId organization, int limit) {
        Listing.checked(limit, MOST);
        Query all = Query.in(Table.TENANTS, Index.GSI1, QueueItems.allRefused(organization))
                .backward();
        return database.list(all, limit).stream().map(DynamoBusQueue::refused).toList();
    }

    static Item refusedItem(RefusedEvent one) {
        return Item.at(QueueItems.refused(one.organization(), one.event(), one.bus()))
                .index(
                        Index.GSI1,
                        QueueItems.allRefused(one.organization()),
                        QueueItems.refusedOrder(one.refusedAt(), one.event(), one.bus()))
                .uuid(QueueItems.EVENT, one.event())
                .text("bus", one.bus())
                .text(QueueItems.ORGANIZATION, one.organization().value())
                .text(QueueItems.TYPE, one.type().outwardName())
                .instant("refused_at", one.refusedAt())
                .text("code", TenantAttributes.storable(one.code()));
    }

    static RefusedEvent refused(Item item) {
        return new RefusedEvent(
                item.uuid(QueueItems.EVENT),
                item.text("bus"),
                QueueItems.organization(item),
                WebhookItems.type(item.text(QueueItems.TYPE)),
                item.instant("refused_at"),
                item.text("code"));
    }
}
