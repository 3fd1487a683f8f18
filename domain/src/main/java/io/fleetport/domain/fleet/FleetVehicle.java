package io.fleetport.domain.fleet;

import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;

/**
 * A vehicle as its organization knows it.
 *
 * @param name display name: what the vehicle calls itself, or a made-up one until it says so
 * @param source which adapter it speaks through, for instance {@code tesla} or {@code http}
 * @param firstSeenAt when the first reading was received
 */
public record FleetVehicle(
        OrganizationId organization, VehicleId id, String name, String source, Instant firstSeenAt) {}
