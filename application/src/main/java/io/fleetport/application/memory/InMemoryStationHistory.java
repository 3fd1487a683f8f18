package io.fleetport.application.memory;

import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.StationReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** Reports and gaps in one sorted set per station. */
final class InMemoryStationHistory implements StationHistory {

    private static final Comparator<LostEvents> OLDEST_FIRST =
            Comparator.comparing(LostEvents::from).thenComparing(StationShelves.BY_NUMBER);

    private final Shelves shelves;

    InMemoryStationHistory(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public List<StationReport> between(
            StationKey station, Instant from, Instant until, @Nullable StationReport after, int limit) {
        Paging.checked(limit, 10_000);
        shelves.lock.readLock().lock();
        try {
            NavigableSet<StationReport> all = shelves.ofStations.reports.get(station);
            if (all == null) {
                return List.of();
            }
            return (after == null ? all : all.tailSet(after, false))
                    .stream()
                            .dropWhile(report -> report.observedAt().isBefore(from))
                            .takeWhile(report -> report.observedAt().isBefore(until))
                            .limit(limit)
                            .toList();
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public List<LostEvents> lost(StationKey station, Instant from, Instant until, int limit) {
        Paging.checked(limit, 10_000);
        shelves.lock.readLock().lock();
        try {
            NavigableSet<LostEvents> all = shelves.ofStations.gaps.get(station);
            if (all == null) {
                return List.of();
            }
            return all.stream()
                    .filter(gap -> !gap.until().isBefore(from) && gap.from().isBefore(until))
                    .sorted(OLDEST_FIRST)
                    .limit(limit)
                    .toList();
        } finally {
            shelves.lock.readLock().unlock();
        }
    }
}
