package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.port.in.ManageWebhooks;
import io.fleetport.application.port.out.DeliveryQueue.Waiting;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Webhook;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where events are sent. What waits is shown with a single one only, its secret when it is made and never again. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Webhook")
record WebhookShape(
        String webhookId,
        String name,
        String url,

        @Schema(description = "which events are sent; all when empty")
        List<String> eventTypes,

        @Schema(
                type = "string",
                allowableValues = {"active", "paused", "disabled"})
        String state,

        @Schema(
                type = "string",
                allowableValues = {"failing", "gone"})
        @Nullable
        String pausedBecause,

        @Schema(description = "since when nothing has come through") @Nullable
        Instant failingSince,

        Instant createdAt,
        Instant changedAt,

        @Schema(description = "events that wait, at most 10,000 are counted")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Integer waiting,

        @Schema(description = "when the oldest of them was recorded")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Instant oldestWaiting,

        @Schema(description = "what deliveries are signed with; shown this once")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String secret) {

    static WebhookShape of(Webhook webhook) {
        return of(webhook, null, null);
    }

    static WebhookShape of(ManageWebhooks.Seen seen) {
        return of(seen.webhook(), seen.waiting(), null);
    }

    static WebhookShape of(ManageWebhooks.WithSecret made) {
        return of(made.webhook(), null, made.secret());
    }

    private static WebhookShape of(Webhook webhook, @Nullable Waiting waiting, @Nullable String secret) {
        return new WebhookShape(
                webhook.id().toString(),
                webhook.name(),
                webhook.url().toString(),
                webhook.types().stream().map(EventType::outwardName).sorted().toList(),
                OutwardValues.name(webhook.state()),
                webhook.pausedBecause() == null ? null : OutwardValues.name(webhook.pausedBecause()),
                webhook.failingSince(),
                webhook.createdAt(),
                webhook.changedAt(),
                waiting == null ? null : waiting.events(),
                waiting == null ? null : waiting.oldest(),
                secret);
    }
}
