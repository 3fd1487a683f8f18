package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.DeliveryAttempt;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One try to deliver an event, and what came of it. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "DeliveryAttempt")
record DeliveryAttemptShape(
        String attemptId,
        String eventId,
        String eventType,
        int attempt,
        Instant attemptedAt,
        double durationS,

        @Schema(
                type = "string",
                allowableValues = {"delivered", "failed", "given_up"})
        String outcome,

        @Schema(description = "what the receiver answered") @Nullable
        Integer status,

        @Nullable String error) {

    static DeliveryAttemptShape of(DeliveryAttempt attempt) {
        return new DeliveryAttemptShape(
                attempt.id().toString(),
                attempt.event().toString(),
                attempt.type().outwardName(),
                attempt.number(),
                attempt.at(),
                OutwardValues.seconds(attempt.took()),
                OutwardValues.name(attempt.outcome()),
                attempt.status(),
                attempt.error());
    }
}
