package io.fleetport.application.memory;

import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** Readings in one sorted set per vehicle. */
final class InMemoryHistory implements History {

    private final Shelves shelves;

    InMemoryHistory(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public List<Reading> between(VehicleKey key, Instant from, Instant until, @Nullable Reading after, int limit) {
        Paging.checked(limit, 10_000);
        shelves.lock.readLock().lock();
        try {
            NavigableSet<Reading> all = shelves.readings.get(key);
            if (all == null) {
                return List.of();
            }
            return (after == null ? all : all.tailSet(after, false))
                    .stream()
                            .dropWhile(reading -> reading.observedAt().isBefore(from))
                            .takeWhile(reading -> reading.observedAt().isBefore(until))
                            .limit(limit)
                            .toList();
        } finally {
            shelves.lock.readLock().unlock();
        }
    }
}
