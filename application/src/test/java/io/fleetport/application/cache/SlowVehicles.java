package io.fleetport.application.cache;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.util.Optional;

/** Takes 400 ms for each answer. */
record SlowVehicles(Vehicles stored, SteppedTime time) implements Vehicles {

    private static final Duration PACE = Duration.ofMillis(400);

    @Override
    public Optional<Known> find(OrganizationId organization, VehicleId vehicle) {
        Optional<Known> found = stored.find(organization, vehicle);
        time.pass(PACE);
        return found;
    }

    @Override
    public Page<Known> list(OrganizationId organization, String name, String cursor, int limit) {
        Page<Known> page = stored.list(organization, name, cursor, limit);
        time.pass(PACE);
        return page;
    }
}
