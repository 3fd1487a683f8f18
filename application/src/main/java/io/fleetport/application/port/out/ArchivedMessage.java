package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;

/** A message as it came, VINs masked. {@code raw} is not copied and must not change. */
public record ArchivedMessage(
        OrganizationId organization, VehicleId vehicle, String source, Instant receivedAt, byte[] raw) {}
