package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;

import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.fleet.OrganizationId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Webhooks and events, each call something new. */
public final class WebhookSample {

    private WebhookSample() {}

    public static Webhook webhook(OrganizationId organization, EventType... types) {
        return webhook(organization, NOW, types);
    }

    public static Webhook webhook(OrganizationId organization, Instant createdAt, EventType... types) {
        return new Webhook(
                UUID.randomUUID(),
                organization,
                "dispatch desk",
                URI.create("https://example.com/hook?token=7"),
                Set.of(types),
                Webhook.State.ACTIVE,
                null,
                createdAt,
                createdAt,
                null,
                List.of(new Webhook.Secret(new byte[] {1, 2, 3}, null)),
                1);
    }

    public static Event event(Subject subject, EventType type) {
        return event(subject, type, NOW);
    }

    public static Event event(Subject subject, EventType type, Instant recordedAt) {
        UUID id = UUID.randomUUID();
        return new Event(
                id,
                type,
                subject,
                recordedAt.minusSeconds(5),
                recordedAt,
                ("{\"event\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    public static DeliveryAttempt attempt(
            Webhook webhook, UUID event, Instant at, DeliveryAttempt.Outcome outcome, Integer status) {
        return new DeliveryAttempt(
                UUID.randomUUID(),
                webhook.organization(),
                webhook.id(),
                event,
                EventType.TRIP_FINISHED,
                3,
                at,
                Duration.ofMillis(125),
                outcome,
                status,
                outcome == DeliveryAttempt.Outcome.DELIVERED ? null : "there was no answer in time");
    }
}
