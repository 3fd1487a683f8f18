package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
        return added(key, from, until, after, limit).stream()
                .map(NewReading::reading)
                .toList();
    }

    /** As {@link #between}, with when each was received. */
    List<NewReading> added(VehicleKey key, Instant from, Instant until, @Nullable Reading after, int limit) {
        Listing.checked(limit, 10_000);
        Instant begin = after != null && after.observedAt().isAfter(from) ? after.observedAt() : from;
        Query query = Query.in(Table.TELEMETRY, SubjectItems.partition(key))
                .within(ReadingItems.PREFIX)
                .between(ReadingItems.PREFIX, ReadingItems.earliestBegin(begin), until);
        List<NewReading> found = new ArrayList<>();
        TreeSet<NewReading> pending = new TreeSet<>(Comparator.comparing(NewReading::reading, Reading.EVENT_ORDER));
        Iterator<Item> items = database.stream(query).iterator();
        while (found.size() < limit && items.hasNext()) {
            Item item = items.next();
            List<NewReading> readings = ReadingItems.readings(key, item).stream()
                    .filter(added -> !added.reading().observedAt().isBefore(begin)
                            && added.reading().observedAt().isBefore(until)
                            && (after == null || Reading.EVENT_ORDER.compare(added.reading(), after) > 0))
                    .toList();
            // Nothing that is before this item's begin can come any more.
            Instant settled = ReadingItems.begin(item);
            while (!pending.isEmpty() && pending.first().reading().observedAt().isBefore(settled)) {
                found.add(pending.removeFirst());
            }
            pending.addAll(readings);
        }
        found.addAll(pending);
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }
}
