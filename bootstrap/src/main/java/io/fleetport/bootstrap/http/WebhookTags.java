package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ManageWebhooks.Seen;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;

/**
 * Entity tags of webhooks: the version of the settings, and a part for everything else that is shown. What waits changes all
 * the time, so who wants to change the settings is held to the first part only.
 */
@Singleton
final class WebhookTags {

    private final Conditional conditional;

    WebhookTags(Conditional conditional) {
        this.conditional = conditional;
    }

    String of(Seen seen) {
        byte[] shown = conditional.written(WebhookShape.class, WebhookShape.of(seen));
        return '"' + Long.toString(seen.webhook().version()) + '-' + Conditional.digestOf(shown) + '"';
    }

    /** Whether the caller knows the settings as they are, or does not say. */
    boolean isCurrent(HttpRequest<?> request, Seen seen) {
        String current = '"' + Long.toString(seen.webhook().version()) + '-';
        var held = request.getHeaders().getAll(HttpHeaders.IF_MATCH);
        return held.isEmpty()
                || held.stream()
                        .flatMap(header -> Arrays.stream(header.split(",", -1)))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.startsWith(current));
    }
}
