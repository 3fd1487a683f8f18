package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** Something that was just committed. */
public sealed interface LiveEvent {

    OrganizationId organization();

    /** Hands on the events in their order, those of one organization that follow on each other together. */
    static void byOrganization(List<LiveEvent> events, BiConsumer<OrganizationId, List<LiveEvent>> run) {
        int from = 0;
        while (from < events.size()) {
            OrganizationId organization = events.get(from).organization();
            int until = from + 1;
            while (until < events.size() && events.get(until).organization().equals(organization)) {
                until++;
            }
            run.accept(organization, events.subList(from, until));
            from = until;
        }
    }

    /** A reading. {@code receivedAt} is when it reached us. */
    record Heard(OrganizationId organization, String vehicleName, Reading reading, Instant receivedAt)
            implements LiveEvent {
        public VehicleId vehicle() {
            return reading.vehicle();
        }
    }

    /** A trip began, went on, ended, or was told again. */
    record Told(OrganizationId organization, String vehicleName, Trip trip) implements LiveEvent {
        public VehicleId vehicle() {
            return trip.vehicle();
        }
    }

    /** What is known of a station changed. */
    record StationMoved(FleetStation profile, StationState state) implements LiveEvent {
        @Override
        public OrganizationId organization() {
            return profile.organization();
        }

        public StationId station() {
            return profile.id();
        }
    }

    /** A charging session began, went on, ended, or was told again. */
    record SessionTold(OrganizationId organization, ChargingSession session) implements LiveEvent {}

    /** A swap began, ended, or was told again. */
    record SwapTold(OrganizationId organization, Swap swap) implements LiveEvent {}
}
