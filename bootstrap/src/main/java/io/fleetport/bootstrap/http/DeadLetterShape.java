package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.port.out.DeadLetter;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A message that could not become a reading. The message itself is shown with a single one only. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "DeadLetter")
record DeadLetterShape(
        String deadLetterId,
        String vehicleId,
        String source,
        String reason,
        String detail,
        Instant receivedAt,
        int sizeBytes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String rawBase64) {

    static DeadLetterShape of(DeadLetter letter, boolean withRaw) {
        return new DeadLetterShape(
                letter.id().toString(),
                letter.key().vehicle().toString(),
                letter.source(),
                letter.reason().outwardName(),
                letter.detail(),
                letter.receivedAt(),
                letter.raw().length,
                withRaw ? Base64.getEncoder().encodeToString(letter.raw()) : null);
    }
}
