package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.memory.StationShelves.PackName;
import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves in one sorted set per pack; scans all packs for a list. */
final class InMemoryPacks implements Packs {

    private final Shelves shelves;

    InMemoryPacks(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, PackId pack) {
        shelves.lock.readLock().lock();
        try {
            return Optional.ofNullable(shelves.ofStations.packs.get(new PackName(organization, pack)));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Page<Known> list(OrganizationId organization, @Nullable String cursor, int limit) {
        @Nullable
        PackId after = cursor == null ? null : new PackId(Cursor.byName(cursor).name());
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.ofStations.packs.entrySet().stream()
                            .filter(stored -> stored.getKey().organization().equals(organization))
                            .map(Map.Entry::getValue)
                            .filter(known -> after == null || known.id().compareTo(after) > 0),
                    Comparator.comparing(Known::id),
                    limit,
                    last -> Cursor.of(last.id().value()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public List<PackMove> moves(OrganizationId organization, PackId pack, int limit) {
        Paging.checked(limit, 10_000);
        shelves.lock.readLock().lock();
        try {
            NavigableSet<PackMove> all = shelves.ofStations.moves.get(new PackName(organization, pack));
            return all == null
                    ? List.of()
                    : all.stream().skip(Math.max(0, all.size() - limit)).toList();
        } finally {
            shelves.lock.readLock().unlock();
        }
    }
}
