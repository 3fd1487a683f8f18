package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;

/** Turns what a vehicle is called outside into what it is called here. Safe to call from many threads. */
public interface Pseudonyms {

    /**
     * The same for the same organization, scheme and name, for ever; different and unlinkable for another organization.
     *
     * @param scheme name space of the outside name, for instance {@code vin}
     */
    VehicleId of(OrganizationId organization, String scheme, String outsideName);
}
