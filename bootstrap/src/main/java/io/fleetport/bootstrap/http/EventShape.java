package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Happening;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as webhooks send it. Members may be added without another schema version; none changes its meaning within one. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Event")
record EventShape(String type, Instant timestamp, String eventId, int schemaVersion, DataShape data) {

    private static final int SCHEMA_VERSION = 1;

    /** What it happened to, as the API shows it; only one member is there. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "EventData")
    record DataShape(
            @Nullable TripShape trip,
            @Nullable SessionShape session,
            @Nullable SwapShape swap,
            @Nullable StatusShape station,
            @Nullable TestShape webhook) {}

    /** How a station works, and how it did before. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "StationStatusChange")
    record StatusShape(
            String stationId,
            String name,
            @Nullable String status,
            @Nullable String previousStatus,
            @Nullable Boolean online,
            @Nullable Boolean previousOnline) {
        static StatusShape of(Happening.StatusChanged changed) {
            return new StatusShape(
                    changed.subject().station().toString(),
                    changed.profile().name(),
                    name(changed.after()),
                    name(changed.before()),
                    changed.after().online(),
                    changed.before().online());
        }

        private static @Nullable String name(Happening.StatusChanged.Standing standing) {
            return standing.status() == null ? null : OutwardValues.name(standing.status());
        }
    }

    /** Which webhook is tried out. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "WebhookTest")
    record TestShape(String webhookId) {}

    static EventShape of(UUID event, Happening happening) {
        DataShape data =
                switch (happening) {
                    case Happening.TripTold told ->
                        new DataShape(TripShape.of(told.trip(), told.vehicleName()), null, null, null, null);
                    case Happening.SessionOver over ->
                        new DataShape(null, SessionShape.of(over.session()), null, null, null);
                    case Happening.SwapOver over -> new DataShape(null, null, SwapShape.of(over.swap()), null, null);
                    case Happening.StatusChanged changed ->
                        new DataShape(null, null, null, StatusShape.of(changed), null);
                };
        return new EventShape(
                happening.type().outwardName(), happening.occurredAt(), event.toString(), SCHEMA_VERSION, data);
    }

    static EventShape test(UUID event, UUID webhook, Instant at) {
        return new EventShape(
                EventType.WEBHOOK_TEST.outwardName(),
                at,
                event.toString(),
                SCHEMA_VERSION,
                new DataShape(null, null, null, null, new TestShape(webhook.toString())));
    }
}
