package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.memory.StationShelves.SwapName;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationChanges.SwapChange;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans all swaps for a list. */
final class InMemorySwaps implements Swaps {

    private static final Comparator<Swap> OLDEST_FIRST =
            Comparator.comparing(Swap::startedAt).thenComparing(Swap::station).thenComparing(Swap::id);

    private final Shelves shelves;

    InMemorySwaps(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<Swap> find(StationKey station, SwapId swap) {
        shelves.lock.readLock().lock();
        try {
            return stored(station, swap).map(SwapChange::swap);
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Page<Swap> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTimeAtStation after = cursor == null ? null : Cursor.byTimeAtStation(cursor);
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.ofStations.swaps.values().stream()
                            .filter(stored -> stored.key().organization().equals(organization))
                            .map(SwapChange::swap)
                            .filter(swap -> matches(filter, swap))
                            .filter(swap -> after == null
                                    || Paging.comesBefore(
                                            swap.startedAt(),
                                            swap.station(),
                                            swap.id().value(),
                                            after)),
                    OLDEST_FIRST.reversed(),
                    limit,
                    last -> Cursor.of(
                            last.startedAt(), last.station().value(), last.id().value()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Map<SwapId, SwapFacts> facts(StationKey station, Collection<SwapId> swaps) {
        shelves.lock.readLock().lock();
        try {
            Map<SwapId, SwapFacts> found = new HashMap<>();
            for (SwapId swap : swaps) {
                stored(station, swap).ifPresent(stored -> found.put(swap, stored.facts()));
            }
            return found;
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    private Optional<SwapChange> stored(StationKey station, SwapId swap) {
        return Optional.ofNullable(shelves.ofStations.swaps.get(new SwapName(station.station(), swap)))
                .filter(stored -> stored.key().equals(station));
    }

    private static boolean matches(Filter filter, Swap swap) {
        return (filter.station() == null || filter.station().equals(swap.station()))
                && (filter.state() == null || filter.state() == State.of(swap))
                && (filter.from() == null || !swap.startedAt().isBefore(filter.from()))
                && (filter.until() == null || swap.startedAt().isBefore(filter.until()));
    }
}
