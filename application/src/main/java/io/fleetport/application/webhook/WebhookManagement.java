package io.fleetport.application.webhook;

import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageWebhooks;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.DeliveryQueue;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.SigningSecrets;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.Secret;
import io.fleetport.application.port.out.WebhookSender;
import io.fleetport.application.port.out.Webhooks;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks what is wished for, and stores it. Safe to call from many threads. */
public final class WebhookManagement implements ManageWebhooks {

    private final Webhooks webhooks;
    private final DeliveryQueue queue;
    private final SigningSecrets secrets;
    private final WebhookSender sender;
    private final WebhookSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    public WebhookManagement(
            Webhooks webhooks,
            DeliveryQueue queue,
            SigningSecrets secrets,
            WebhookSender sender,
            WebhookSettings settings,
            AuditTrail audit,
            Clock clock) {
        this.webhooks = webhooks;
        this.queue = queue;
        this.secrets = secrets;
        this.sender = sender;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public WithSecret create(Caller caller, Wish wish) {
        WebhookAccess.require(caller);
        if (wish.url() == null) {
            throw new InvalidRequest("url", "url must not be empty");
        }
        URI url = WebhookUrl.checked(wish.url(), sender);
        Instant now = now();
        UUID id = TimeOrderedId.next(now);
        SigningSecrets.Made made = secrets.make(caller.organization(), id);
        Webhook webhook = new Webhook(
                id,
                caller.organization(),
                wish.name() == null ? WebhookUrl.hostOf(url) : named(wish.name()),
                url,
                wish.types() == null ? Set.of() : sendable(wish.types()),
                Boolean.FALSE.equals(wish.enabled()) ? Webhook.State.DISABLED : Webhook.State.ACTIVE,
                null,
                now,
                now,
                null,
                List.of(new Secret(made.sealed(), null)),
                1);
        record(caller, "webhook.create", id, Map.of("host", WebhookUrl.hostOf(url)));
        if (!webhooks.add(webhook, settings.mostWebhooks())) {
            throw new TooManyWebhooks(settings.mostWebhooks());
        }
        return new WithSecret(webhook, made.text());
    }

    @Override
    public Page<Webhook> list(Caller caller, @Nullable String cursor, int limit) {
        WebhookAccess.require(caller);
        return Cursors.reading(cursor, () -> webhooks.list(caller.organization(), cursor, limit));
    }

    @Override
    public Optional<Seen> find(Caller caller, UUID webhook) {
        WebhookAccess.require(caller);
        return webhooks.find(caller.organization(), webhook).map(this::seen);
    }

    @Override
    public Optional<Seen> change(Caller caller, UUID id, @Nullable Long version, Wish wish) {
        WebhookAccess.require(caller);
        @Nullable Webhook before = webhooks.find(caller.organization(), id).orElse(null);
        if (before == null) {
            return Optional.empty();
        }
        if (version != null && version != before.version()) {
            throw new ChangedMeanwhile();
        }
        Instant now = now();
        Webhook changed = before.with(
                wish.name() == null ? before.name() : named(wish.name()),
                wish.url() == null ? before.url() : WebhookUrl.checked(wish.url(), sender),
                wish.types() == null ? before.types() : sendable(wish.types()),
                now);
        Webhook switched = switched(changed, wish.enabled(), now);
        record(caller, "webhook.change", id, Map.of("host", WebhookUrl.hostOf(switched.url())));
        replace(switched);
        if (switched.state() == Webhook.State.DISABLED) {
            queue.clear(caller.organization(), id);
        }
        return webhooks.find(caller.organization(), id).map(this::seen);
    }

    private static Webhook switched(Webhook webhook, @Nullable Boolean enabled, Instant now) {
        if (enabled == null || enabled == (webhook.state() != Webhook.State.DISABLED)) {
            return webhook;
        }
        return webhook.with(enabled ? Webhook.State.ACTIVE : Webhook.State.DISABLED, now);
    }

    @Override
    public boolean remove(Caller caller, UUID webhook) {
        WebhookAccess.require(caller);
        if (webhooks.find(caller.organization(), webhook).isEmpty()) {
            return false;
        }
        record(caller, "webhook.remove", webhook, Map.of());
        return webhooks.remove(caller.organization(), webhook);
    }

    @Override
    public Optional<WithSecret> rotateSecret(Caller caller, UUID id) {
        WebhookAccess.require(caller);
        @Nullable Webhook before = webhooks.find(caller.organization(), id).orElse(null);
        if (before == null) {
            return Optional.empty();
        }
        Instant now = now();
        SigningSecrets.Made made = secrets.make(caller.organization(), id);
        // Of those before only the last one goes on: whoever rotates twice wants the first one dead.
        Secret last = before.secrets().getFirst();
        Webhook changed = before.with(
                List.of(new Secret(made.sealed(), null), new Secret(last.sealed(), now.plus(settings.secretOverlap()))),
                now);
        record(caller, "webhook.rotate_secret", id, Map.of());
        replace(changed);
        return Optional.of(
                new WithSecret(webhooks.find(caller.organization(), id).orElse(changed), made.text()));
    }

    private void replace(Webhook changed) {
        if (!webhooks.replace(changed)) {
            throw new ChangedMeanwhile();
        }
    }

    private Seen seen(Webhook webhook) {
        return new Seen(webhook, queue.waiting(webhook.organization(), webhook.id()));
    }

    private static String named(String name) {
        if (name.isBlank() || name.length() > Webhook.MOST_NAME) {
            throw new InvalidRequest("name", "name must be 1 to " + Webhook.MOST_NAME + " characters");
        }
        return name;
    }

    private static Set<EventType> sendable(Set<EventType> types) {
        if (types.contains(EventType.WEBHOOK_TEST)) {
            throw new InvalidRequest(
                    "event_types", "event_types must not name webhook.test: it is sent on request only");
        }
        return types;
    }

    private void record(Caller caller, String action, UUID webhook, Map<String, String> details) {
        audit.record(caller, action, "webhook", webhook.toString(), null, details);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
