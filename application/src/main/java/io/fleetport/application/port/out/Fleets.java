package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fleets of each organization and what is in them. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Fleets {

    /** What is in some fleets together. */
    record Assets(Set<VehicleId> vehicles, Set<StationId> stations) {
        public Assets {
            vehicles = Set.copyOf(vehicles);
            stations = Set.copyOf(stations);
        }
    }

    /** Makes the fleet, or changes its name; when it was made stays. */
    void keep(Fleet fleet);

    /** Dissolves the fleet; what was in it stays where it else is. False when there is none of this id. */
    boolean remove(OrganizationId organization, FleetId fleet);

    Optional<Fleet> find(OrganizationId organization, FleetId fleet);

    /**
     * By id.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<Fleet> list(OrganizationId organization, @Nullable String cursor, int limit);

    /**
     * Puts a vehicle or station into the fleet, or takes it out. Doing so again changes nothing; neither does it when there
     * is no such fleet.
     *
     * @param subject of the fleet's organization
     */
    void assign(FleetId fleet, Subject subject, boolean member);

    /** Everything in any of these fleets; nothing for one that is not there. */
    Assets assets(OrganizationId organization, Collection<FleetId> fleets);
}
