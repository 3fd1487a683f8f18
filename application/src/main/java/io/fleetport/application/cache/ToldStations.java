package io.fleetport.application.cache;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.ReadCache;
import io.fleetport.application.port.out.ReadCache.Shelf;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stations of the store, whose changes the cache is told of before their author is. Safe to call from many threads. */
public final class ToldStations implements Stations {

    private final Stations stored;
    private final CachedReads reads;

    public ToldStations(Stations stored, CachedReads reads) {
        this.stored = stored;
        this.reads = reads;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, StationId station) {
        return stored.find(organization, station);
    }

    @Override
    public Page<Known> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        return stored.list(organization, filter, cursor, limit);
    }

    @Override
    public Optional<OrganizationId> ownerOf(StationId station) {
        return stored.ownerOf(station);
    }

    @Override
    public Map<StationId, OrganizationId> owners() {
        return stored.owners();
    }

    /** Forgets also after a failure, behind which the change may have been made. */
    @Override
    public boolean register(FleetStation station) {
        try {
            return stored.register(station);
        } finally {
            reads.forget(new Shelf(station.organization(), ReadCache.Kind.STATIONS));
        }
    }
}
