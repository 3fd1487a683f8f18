package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many dead letters of one vehicle or station have one reason; the other one's id is null. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "DeadLetterCount")
record DeadLetterCountShape(
        @Nullable String vehicleId, @Nullable String stationId, String reason, long deadLetters) {

    static DeadLetterCountShape of(DeadLetters.Count count) {
        String reason = count.reason().outwardName();
        return switch (count.about()) {
            case VehicleKey key -> new DeadLetterCountShape(key.vehicle().toString(), null, reason, count.letters());
            case StationKey key -> new DeadLetterCountShape(null, key.station().value(), reason, count.letters());
        };
    }
}
