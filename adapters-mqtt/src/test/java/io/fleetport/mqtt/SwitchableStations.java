package io.fleetport.mqtt;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Owners of stations in a store that can be switched off. */
final class SwitchableStations implements Stations {

    private final Map<StationId, OrganizationId> owners = new ConcurrentHashMap<>();
    private volatile boolean away;

    void own(String station, String organization) {
        owners.put(new StationId(station), new OrganizationId(organization));
    }

    void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public Optional<OrganizationId> ownerOf(StationId station) {
        answer();
        return Optional.ofNullable(owners.get(station));
    }

    @Override
    public Map<StationId, OrganizationId> owners() {
        answer();
        return Map.copyOf(owners);
    }

    private void answer() {
        if (away) {
            throw new PortUnavailable("the store is away", new IllegalStateException("switched off"));
        }
    }

    @Override
    public Optional<Known> find(OrganizationId organization, StationId station) {
        throw new UnsupportedOperationException("a directory asks for owners only");
    }

    @Override
    public Page<Known> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException("a directory asks for owners only");
    }

    @Override
    public boolean register(FleetStation station) {
        throw new UnsupportedOperationException("a directory registers nothing");
    }
}
