package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.trip.VehicleTimeline;
import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.trip.TripRule;
import io.fleetport.domain.vehicle.VehicleState;
import java.time.Instant;

/** A vehicle's standing while it is in memory. Touched by its shard's thread only. */
final class Resident {

    final VehicleKey key;
    final VehicleTimeline timeline;
    long version;
    FleetVehicle profile;
    VehicleState state;
    Instant lastReceivedAt;

    private Resident(
            VehicleKey key,
            VehicleTimeline timeline,
            long version,
            FleetVehicle profile,
            VehicleState state,
            Instant lastReceivedAt) {
        this.key = key;
        this.timeline = timeline;
        this.version = version;
        this.profile = profile;
        this.state = state;
        this.lastReceivedAt = lastReceivedAt;
    }

    static Resident known(VehicleKey key, Standing standing, TripRule rule, Instant now) {
        return new Resident(
                key,
                VehicleTimeline.open(rule, key, standing.track()),
                standing.version(),
                standing.profile(),
                standing.state(),
                now);
    }

    /** A vehicle heard of for the first time. It is called by the beginning of its id until it tells its name. */
    static Resident unknown(VehicleKey key, String source, TripRule rule, Instant now) {
        String name = "vehicle-" + key.vehicle().toString().substring(0, 8);
        return new Resident(
                key,
                VehicleTimeline.open(rule, key, new byte[0]),
                0,
                new FleetVehicle(key.organization(), key.vehicle(), name, source, now),
                VehicleState.empty(),
                now);
    }
}
