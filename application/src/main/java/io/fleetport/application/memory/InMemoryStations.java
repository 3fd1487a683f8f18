package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.memory.StationShelves.StoredStation;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationState;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans all stations for a list. */
final class InMemoryStations implements Stations {

    private static final int MOST_OWNERS = 100_000;

    private final Shelves shelves;

    InMemoryStations(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, StationId station) {
        shelves.lock.readLock().lock();
        try {
            return Optional.ofNullable(shelves.ofStations.stations.get(station))
                    .filter(stored -> stored.key().organization().equals(organization))
                    .map(InMemoryStations::known);
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Page<Known> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        @Nullable
        StationId after =
                cursor == null ? null : new StationId(Cursor.byName(cursor).name());
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.ofStations.stations.values().stream()
                            .filter(stored -> stored.key().organization().equals(organization))
                            .map(InMemoryStations::known)
                            .filter(filter::accepts)
                            .filter(known ->
                                    after == null || known.station().id().compareTo(after) > 0),
                    Comparator.comparing(known -> known.station().id()),
                    limit,
                    last -> Cursor.of(last.station().id().value()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Optional<OrganizationId> ownerOf(StationId station) {
        shelves.lock.readLock().lock();
        try {
            return Optional.ofNullable(shelves.ofStations.stations.get(station))
                    .map(stored -> stored.key().organization());
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Map<StationId, OrganizationId> owners() {
        shelves.lock.readLock().lock();
        try {
            Map<StationId, OrganizationId> owners = new HashMap<>();
            shelves.ofStations.stations.values().stream()
                    .limit(MOST_OWNERS)
                    .forEach(stored ->
                            owners.put(stored.key().station(), stored.key().organization()));
            return owners;
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public boolean register(FleetStation station) {
        StationKey key = new StationKey(station.organization(), station.id());
        shelves.lock.writeLock().lock();
        try {
            StoredStation stored = shelves.ofStations.stations.get(station.id());
            if (stored != null && !stored.key().equals(key)) {
                return false;
            }
            Standing before = stored == null
                    ? new Standing(0, station, StationState.NOTHING_HEARD, new byte[0])
                    : stored.standing();
            FleetStation profile = new FleetStation(
                    station.organization(),
                    station.id(),
                    station.name(),
                    station.position(),
                    before.profile().registeredAt().truncatedTo(ChronoUnit.MICROS));
            Standing standing = new Standing(before.version(), profile, before.state(), before.memory());
            shelves.ofStations.stations.put(station.id(), new StoredStation(key, standing));
            return true;
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }

    private static Known known(StoredStation stored) {
        return new Known(stored.standing().profile(), stored.standing().state());
    }
}
