package io.fleetport.application.webhook;

import io.fleetport.application.port.out.SigningSecrets;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.WebhookSender;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One post to a webhook, signed as Standard Webhooks has it: by each of its secrets that is still in use, so that a
 * receiver may change to the new one whenever it likes. Safe to use from many threads.
 */
final class SignedPost {

    private final SigningSecrets secrets;
    private final WebhookSender sender;

    SignedPost(SigningSecrets secrets, WebhookSender sender) {
        this.secrets = secrets;
        this.sender = sender;
    }

    WebhookSender.Answer send(Webhook webhook, UUID event, byte[] body, Instant now) {
        long seconds = now.getEpochSecond();
        String signatures = webhook.secrets().stream()
                .filter(secret ->
                        secret.until() == null || secret.until().isAfter(now))
                .map(secret -> secrets.sign(
                        webhook.organization(), webhook.id(), secret.sealed(), event, seconds, body))
                .collect(Collectors.joining(" "));
        return sender.send(
                webhook.url(),
                Map.of(
                        "webhook-id",
                        event.toString(),
                        "webhook-timestamp",
                        Long.toString(seconds),
                        "webhook-signature",
                        signatures),
                body);
    }
}
