package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.fleet.WantedSignals;
import io.fleetport.application.port.in.ViewVehicles.Seen;
import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.Signal;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything a vehicle last said, each signal under its outward name with its own time. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "VehicleState")
record StateShape(
        String vehicleId,
        String vehicleName,
        boolean online,
        @Nullable Instant lastSeenAt,
        Map<String, SignalShape> signals) {

    /** One signal; {@code unmeasurable} is there, and true, when the vehicle says it cannot tell. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "SignalState")
    record SignalShape(
            @Nullable Object value,
            @Nullable String unit,
            Instant observedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean unmeasurable) {}

    static StateShape of(Seen seen) {
        Map<String, SignalShape> signals = new TreeMap<>();
        for (Observation observation : seen.state().observations()) {
            Signal signal = observation.signal();
            signals.put(
                    WantedSignals.outwardName(signal),
                    new SignalShape(
                            OutwardValues.of(signal),
                            OutwardValues.unit(signal),
                            observation.observedAt(),
                            signal instanceof Signal.Unmeasurable ? true : null));
        }
        return new StateShape(
                seen.vehicle().id().toString(),
                seen.vehicle().name(),
                seen.online(),
                seen.state().newestSeen().orElse(null),
                signals);
    }
}
