package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Readings of the items that may hold some of the interval, put into their order, each once. */
final class DynamoHistory implements History {

    private final Database database;

    DynamoHistory(Database database) {
        this.database = database;
    }

    @Override
    public List<Reading> between(VehicleKey key, Instant from, Instant until, @Nullable Reading after, int limit) {
        Listing.checked(limit, 10_000);
        Instant begin = after != null && after.observedAt().isAfter(from) ? after.observedAt() : from;
        Query query = Query.in(Table.TELEMETRY, SubjectItems.partition(key))
                .within(ReadingItems.PREFIX)
                .between(ReadingItems.PREFIX, ReadingItems.earliestBegin(begin), until);
        List<Reading> found = new ArrayList<>();
        TreeSet<Reading> pending = new TreeSet<>(Reading.EVENT_ORDER);
        Iterator<Item> items = database.stream(query).iterator();
        while (found.size() < limit && items.hasNext()) {
            Item item = items.next();
            List<Reading> readings = ReadingItems.readings(key, item).stream()
                    .map(added -> added.reading())
                    .filter(reading -> !reading.observedAt().isBefore(begin)
                            && reading.observedAt().isBefore(until)
                            && (after == null || Reading.EVENT_ORDER.compare(reading, after) > 0))
                    .toList();
            // Nothing that is before this item's begin can come any more.
            Instant settled = ReadingItems.begin(item);
            while (!pending.isEmpty() && pending.first().observedAt().isBefore(settled)) {
                found.add(pending.removeFirst());
            }
            pending.addAll(readings);
        }
        found.addAll(pending);
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }
}
