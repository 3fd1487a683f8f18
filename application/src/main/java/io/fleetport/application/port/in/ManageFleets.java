package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fleets and what is in them. Seeing them needs {@link Permission#VIEW_VEHICLES}; who is confined to some fleets sees those.
 * Changing them needs {@link Permission#MANAGE_FLEETS} and no confinement.
 */
public interface ManageFleets {

    /** A fleet with what is in it. */
    record Filled(Fleet fleet, Fleets.Assets assets) {}

    Page<Fleet> list(Caller caller, @Nullable String cursor, int limit);

    Optional<Filled> find(Caller caller, FleetId fleet);

    /** @param isNew whether it was made by this */
    record Kept(Filled filled, boolean isNew) {}

    /** Makes or renames it. */
    Kept keep(Caller caller, FleetId fleet, String name);

    /** False when there is none. */
    boolean remove(Caller caller, FleetId fleet);

    /** Puts a vehicle in or takes it out; false when there is no such fleet or vehicle. */
    boolean assign(Caller caller, FleetId fleet, VehicleId vehicle, boolean member);

    /** As above with a station. */
    boolean assign(Caller caller, FleetId fleet, StationId station, boolean member);
}
