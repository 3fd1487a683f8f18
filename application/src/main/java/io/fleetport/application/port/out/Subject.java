package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;

/** What a message is about, under its organization: the scope of every query. */
public sealed interface Subject permits VehicleKey, StationKey {

    OrganizationId organization();
}
