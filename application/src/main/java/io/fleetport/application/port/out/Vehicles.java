package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.domain.vehicle.VehicleState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The vehicles of each organization as last committed. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Vehicles {

    /** A vehicle with its latest state. */
    record Known(FleetVehicle vehicle, VehicleState state) {}

    /** Empty also when the vehicle is another organization's. */
    Optional<Known> find(OrganizationId organization, VehicleId vehicle);

    /**
     * By name, ties by id.
     *
     * @param name only the vehicles with this display name, null for all
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<Known> list(OrganizationId organization, @Nullable String name, @Nullable String cursor, int limit);
}
