package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;

/** Something that was just committed. */
public sealed interface LiveEvent {

    OrganizationId organization();

    VehicleId vehicle();

    /** A reading. {@code receivedAt} is when it reached us. */
    record Heard(OrganizationId organization, String vehicleName, Reading reading, Instant receivedAt)
            implements LiveEvent {
        @Override
        public VehicleId vehicle() {
            return reading.vehicle();
        }
    }

    /** A trip began, went on, ended, or was told again. */
    record Told(OrganizationId organization, String vehicleName, Trip trip) implements LiveEvent {
        @Override
        public VehicleId vehicle() {
            return trip.vehicle();
        }
    }
}
