package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.domain.vehicle.VehicleState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vehicles of the caller's organization. Throws {@link NotPermitted} without {@link Permission#VIEW_VEHICLES}. */
public interface ViewVehicles {

    /**
     * A vehicle and what it last said.
     *
     * @param online whether it has a connection open or, when its source knows no connections, was heard lately
     */
    record Seen(FleetVehicle vehicle, VehicleState state, boolean online) {}

    /**
     * By name, ties by id.
     *
     * @param name only vehicles with exactly this display name, null for all
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Page<Seen> list(Caller caller, @Nullable String name, @Nullable String cursor, int limit);

    /** Empty also when the vehicle is another organization's. */
    Optional<Seen> find(Caller caller, VehicleId vehicle);
}
