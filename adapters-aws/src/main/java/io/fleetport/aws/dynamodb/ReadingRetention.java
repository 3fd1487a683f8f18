package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes readings out of the items they lie in. Safe to use from many threads. */
final class ReadingRetention {

    private final Database database;

    ReadingRetention(Database database) {
        this.database = database;
    }

    /**
     * As {@link io.fleetport.application.port.out.Retention#forget}, of readings. Asks each of the organization's vehicles, about
     * half a read unit for one that has nothing old.
     */
    int forget(OrganizationId organization, Instant before, int most) {
        int forgotten = 0;
        Iterator<VehicleKey> vehicles = database.stream(
                        Query.in(Table.TELEMETRY, Index.GSI1, StandingItems.list(organization))
                                .ofKeys()
                                .pages(1_000))
                .map(StandingItems::vehicle)
                .iterator();
        while (forgotten < most && vehicles.hasNext()) {
            VehicleKey vehicle = vehicles.next();
            forgotten += (int) remove(
                    vehicle,
                    Instant.EPOCH,
                    before,
                    reading -> reading.reading().observedAt().isBefore(before),
                    most - forgotten);
        }
        return forgotten;
    }

    /**
     * Removes the readings meant, the oldest first.
     *
     * @param begin when the first may have been made
     * @param end when none of them was made any more
     * @return how many
     */
    long remove(VehicleKey vehicle, Instant begin, Instant end, Predicate<NewReading> meant, long most) {
        Query query = Query.in(Table.TELEMETRY, SubjectItems.partition(vehicle))
                .within(ReadingItems.PREFIX)
                .between(ReadingItems.PREFIX, ReadingItems.earliestBegin(begin), end);
        long removed = 0;
        Iterator<Item> items = database.stream(query).iterator();
        while (removed < most && items.hasNext()) {
            removed += remove(vehicle, items.next(), meant, most - removed);
        }
        return removed;
    }

    private long remove(VehicleKey vehicle, Item found, Predicate<NewReading> meant, long most) {
        Pauses pauses = database.pauses("taking readings away");
        @Nullable Item item = found;
        while (true) {
            List<NewReading> all = ReadingItems.readings(vehicle, item);
            List<NewReading> left = new ArrayList<>();
            int gone = 0;
            for (NewReading reading : all) {
                if (gone < most && meant.test(reading)) {
                    gone++;
                } else {
                    left.add(reading);
                }
            }
            Write reduced = ReadingItems.reduced(item, left);
            if (gone == 0 || database.write(reduced)) {
                return gone;
            }
            pauses.next();
            item = database.get(item.key()).orElse(null);
            if (isDone(reduced, item)) {
                return gone; // by ourselves: the answer was lost
            }
            if (item == null) {
                return 0;
            }
        }
    }

    private static boolean isDone(Write write, @Nullable Item now) {
        return write.item() == null
                ? now == null
                : now != null && now.attributes().equals(write.itemPut().attributes());
    }
}
