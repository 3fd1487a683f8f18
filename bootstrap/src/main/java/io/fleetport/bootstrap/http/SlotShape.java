package io.fleetport.bootstrap.http;

import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A slot as last heard of. The figures are those of the pack in it, null when not measured. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Slot")
record SlotShape(
        String slotId,

        @Schema(
                type = "string",
                allowableValues = {"empty", "charging", "ready", "reserved", "locked", "faulted"})
        String state,

        @Nullable String packId,
        @Nullable Double socPercent,
        @Nullable Double healthPercent,
        @Nullable Double temperatureC,
        Instant observedAt) {

    static SlotShape of(Slot slot) {
        PackCondition condition =
                switch (slot.content()) {
                    case SlotContent.Empty empty -> PackCondition.UNKNOWN;
                    case SlotContent.Holding holding -> holding.condition();
                    case SlotContent.Closed closed -> closed.condition();
                };
        return new SlotShape(
                slot.id().toString(),
                state(slot.content()),
                slot.content().pack().map(Object::toString).orElse(null),
                OutwardValues.rounded(condition.socPercent()),
                OutwardValues.rounded(condition.healthPercent()),
                OutwardValues.rounded(condition.temperatureCelsius()),
                slot.observedAt());
    }

    private static String state(SlotContent content) {
        return switch (content) {
            case SlotContent.Empty empty -> "empty";
            case SlotContent.Holding holding -> OutwardValues.name(holding.use());
            case SlotContent.Closed closed -> OutwardValues.name(closed.cause());
        };
    }
}
