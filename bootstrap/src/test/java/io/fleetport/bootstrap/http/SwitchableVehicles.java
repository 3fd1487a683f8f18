package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.IOException;
import java.util.Optional;

/** A store that can be cut off. */
final class SwitchableVehicles implements Vehicles {

    private final Vehicles behind;
    private volatile RuntimeException failure;

    SwitchableVehicles(Vehicles behind) {
        this.behind = behind;
    }

    void cutOff() {
        failure = new PortUnavailable("cut off", new IOException("no route"));
    }

    void breakWith(RuntimeException bug) {
        failure = bug;
    }

    void restore() {
        failure = null;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, VehicleId vehicle) {
        check();
        return behind.find(organization, vehicle);
    }

    @Override
    public Page<Known> list(OrganizationId organization, String name, String cursor, int limit) {
        check();
        return behind.list(organization, name, cursor, limit);
    }

    private void check() {
        RuntimeException now = failure;
        if (now != null) {
            throw now;
        }
    }
}
