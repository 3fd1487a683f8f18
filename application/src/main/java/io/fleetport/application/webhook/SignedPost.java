package io.fleetport.application.webhook;

import io.fleetport.application.port.out.SigningSecrets;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.WebhookSender;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One post to a webhook, signed as Standard Webhooks has it: by each of its secrets that is still in use, so that a
 * receiver may change to the new one whenever it likes. Safe to use from many threads.
 */
final class SignedPost {

    private static final Logger LOG = LoggerFactory.getLogger(SignedPost.class);

    private final SigningSecrets secrets;
    private final WebhookSender sender;

    SignedPost(SigningSecrets secrets, WebhookSender sender) {
        this.secrets = secrets;
        this.sender = sender;
    }

    WebhookSender.Answer send(Webhook webhook, UUID event, byte[] body, Instant now) {
        long seconds = now.getEpochSecond();
        String signatures = webhook.secrets().stream()
                .filter(secret -> secret.until() == null || secret.until().isAfter(now))
                .map(secret -> signature(webhook, secret, event, seconds, body))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        if (signatures.isEmpty()) {
            return new WebhookSender.Answer(WebhookSender.Failure.NOT_SIGNED, null, Duration.ZERO);
        }
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

    /** Empty when the secret does not open: the one it was rotated to may. */
    private Optional<String> signature(Webhook webhook, Webhook.Secret secret, UUID event, long seconds, byte[] body) {
        try {
            return Optional.of(
                    secrets.sign(webhook.organization(), webhook.id(), secret.sealed(), event, seconds, body));
        } catch (IllegalStateException closed) {
            LOG.error("a secret of webhook {} cannot be opened: {}", webhook.id(), closed.getMessage());
            return Optional.empty();
        }
    }
}
