package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;

/** A vehicle under its organization. */
public record VehicleKey(OrganizationId organization, VehicleId vehicle) implements Subject {}
