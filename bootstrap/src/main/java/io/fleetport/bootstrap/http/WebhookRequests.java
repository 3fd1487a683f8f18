package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageWebhooks;
import io.fleetport.application.port.out.EventType;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what requests about webhooks carry. */
final class WebhookRequests {

    private WebhookRequests() {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "WebhookWish", description = "What is absent or null stays as it is.")
    record WishShape(
            @Schema(description = "1 to 128 characters; without one it is the host") @Nullable
            String name,

            @Schema(description = "https, at most 2,000 characters; needed for a new one") @Nullable
            String url,

            @Schema(description = "which events are to be sent; all when empty or absent") @Nullable
            List<String> eventTypes,

            @Schema(description = "false sends nothing and drops what waits") @Nullable
            Boolean enabled) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "ReplayRequest")
    record ReplayShape(
            @Schema(description = "events recorded then or later are sent again")
            Instant from) {}

    @Serdeable
    @Schema(name = "Replayed")
    record ReplayedShape(
            @Schema(description = "how many events are sent again")
            int events) {}

    static ManageWebhooks.Wish wish(JsonMapper json, byte[] body) {
        JsonMembers members = JsonMembers.read(json, body, Set.of("name", "url", "event_types", "enabled"));
        @Nullable Set<String> types = members.texts("event_types");
        return new ManageWebhooks.Wish(
                members.text("name"),
                members.text("url"),
                types == null ? null : types.stream().map(WebhookRequests::type).collect(Collectors.toSet()),
                members.flag("enabled"));
    }

    static Instant from(JsonMapper json, byte[] body) {
        String text = JsonMembers.read(json, body, Set.of("from")).requiredText("from");
        Instant from = RequestValues.instant("from", text);
        if (from == null) {
            throw new InvalidRequest("from", "from must not be empty");
        }
        return from;
    }

    private static EventType type(String name) {
        return EventType.find(name)
                .orElseThrow(() -> new InvalidRequest("event_types", "event_types names no event: " + name));
    }
}
