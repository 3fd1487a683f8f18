package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewVehicles.Seen;
import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleState;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A vehicle in short. What it never said is null. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Vehicle")
record VehicleShape(
        String vehicleId,
        String vehicleName,
        String source,
        boolean online,
        Instant firstSeenAt,
        @Nullable Instant lastSeenAt,
        @Nullable Place position,
        @Nullable Double speedKmh,
        @Nullable Double headingDeg,
        @Nullable Double socPercent,
        @Nullable Double fuelLevelPercent,
        @Nullable Double odometerKm,
        @Nullable String gear,
        @Nullable Boolean ignition) {

    static VehicleShape of(Seen seen) {
        VehicleState state = seen.state();
        Double speed = OutwardValues.number(state, Signals.SPEED);
        return new VehicleShape(
                seen.vehicle().id().toString(),
                seen.vehicle().name(),
                seen.vehicle().source(),
                seen.online(),
                seen.vehicle().firstSeenAt(),
                state.newestSeen().orElse(null),
                signal(state, Signals.POSITION) instanceof Signal.Place place ? Place.of(place.position()) : null,
                speed != null ? speed : OutwardValues.number(state, Signals.GPS_SPEED),
                OutwardValues.number(state, Signals.HEADING),
                OutwardValues.number(state, Signals.STATE_OF_CHARGE),
                OutwardValues.number(state, Signals.FUEL_LEVEL),
                OutwardValues.number(state, Signals.ODOMETER),
                signal(state, Signals.GEAR) instanceof Signal.Option gear ? gear.value() : null,
                signal(state, Signals.IGNITION) instanceof Signal.Flag ignition ? ignition.on() : null);
    }

    private static @Nullable Signal signal(VehicleState state, SignalName name) {
        return state.find(name).map(Observation::signal).orElse(null);
    }
}
