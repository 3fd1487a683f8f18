package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;

/** A station under its organization. */
public record StationKey(OrganizationId organization, StationId station) implements Subject {}
