package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A message that could not be used, of a vehicle or a station. The message itself is shown with a single one only. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "DeadLetter")
record DeadLetterShape(
        String deadLetterId,
        @Nullable String vehicleId,
        @Nullable String stationId,
        String source,
        String reason,
        String detail,
        Instant receivedAt,
        int sizeBytes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String rawBase64) {

    static DeadLetterShape of(DeadLetter letter, boolean withRaw) {
        return new DeadLetterShape(
                letter.id().toString(),
                letter.subject() instanceof VehicleKey key ? key.vehicle().toString() : null,
                letter.subject() instanceof StationKey key ? key.station().toString() : null,
                letter.source(),
                letter.reason().outwardName(),
                letter.detail(),
                letter.receivedAt(),
                letter.raw().length,
                withRaw ? Base64.getEncoder().encodeToString(letter.raw()) : null);
    }
}
