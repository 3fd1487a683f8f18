package io.fleetport.application.webhook;

import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageWebhooks.ChangedMeanwhile;
import io.fleetport.application.port.in.ManageWebhooks.Seen;
import io.fleetport.application.port.in.SteerDeliveries;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryAttempt.Outcome;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.DeliveryQueue;
import io.fleetport.application.port.out.EventBodies;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.SigningSecrets;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.WebhookSender;
import io.fleetport.application.port.out.WebhookSender.Answer;
import io.fleetport.application.port.out.Webhooks;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a tenant does about deliveries. Safe to call from many threads. */
public final class DeliverySteering implements SteerDeliveries {

    private final Webhooks webhooks;
    private final DeliveryQueue queue;
    private final DeliveryLog log;
    private final EventBodies bodies;
    private final SignedPost post;
    private final WebhookSettings settings;
    private final AuditTrail audit;
    private final Runnable wake;
    private final Clock clock;

    /** @param wake run when something has become due */
    public DeliverySteering(
            Stores stores,
            EventBodies bodies,
            SigningSecrets secrets,
            WebhookSender sender,
            WebhookSettings settings,
            AuditTrail audit,
            Runnable wake,
            Clock clock) {
        this.webhooks = stores.webhooks();
        this.queue = stores.deliveryQueue();
        this.log = stores.deliveryLog();
        this.bodies = bodies;
        this.post = new SignedPost(secrets, sender);
        this.settings = settings;
        this.audit = audit;
        this.wake = wake;
        this.clock = clock;
    }

    @Override
    public Optional<DeliveryAttempt> test(Caller caller, UUID id) {
        @Nullable Webhook webhook = find(caller, id);
        if (webhook == null) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what is answered is what is listed
        UUID event = TimeOrderedId.next(now);
        Answer answer = post.send(webhook, event, bodies.ofTest(event, id, now), now);
        DeliveryAttempt attempt = new DeliveryAttempt(
                TimeOrderedId.next(now),
                caller.organization(),
                id,
                event,
                EventType.WEBHOOK_TEST,
                1,
                now,
                answer.took(),
                answer.failure() == null ? Outcome.DELIVERED : Outcome.GIVEN_UP,
                answer.status(),
                answer.failure() == null ? null : answer.failure().detail());
        log.add(attempt);
        return Optional.of(attempt);
    }

    @Override
    public Optional<Page<DeliveryAttempt>> attempts(
            Caller caller, UUID id, DeliveryLog.Filter filter, @Nullable String cursor, int limit) {
        return find(caller, id) == null
                ? Optional.empty()
                : Optional.of(
                        Cursors.reading(cursor, () -> log.list(caller.organization(), id, filter, cursor, limit)));
    }

    @Override
    public OptionalInt replay(Caller caller, UUID id, Instant from) {
        @Nullable Webhook webhook = find(caller, id);
        if (webhook == null) {
            return OptionalInt.empty();
        }
        Instant now = clock.instant();
        if (from.isAfter(now)) {
            throw new InvalidRequest("from", "from must not be in the future");
        }
        if (from.isBefore(now.minus(settings.keepEvents()))) {
            throw new InvalidRequest(
                    "from",
                    "from must not be longer ago than events are kept: "
                            + settings.keepEvents().toDays() + " days");
        }
        if (webhook.state() == Webhook.State.DISABLED) {
            throw new InvalidRequest("webhook_id", "the webhook is disabled: enable it first");
        }
        audit.record(caller, "webhook.replay", "webhook", id.toString(), null, Map.of("from", from.toString()));
        int put = queue.replay(caller.organization(), id, from, now);
        wake.run();
        return OptionalInt.of(put);
    }

    @Override
    public Optional<Seen> resume(Caller caller, UUID id) {
        @Nullable Webhook webhook = find(caller, id);
        if (webhook == null) {
            return Optional.empty();
        }
        if (webhook.state() == Webhook.State.PAUSED) {
            audit.record(caller, "webhook.resume", "webhook", id.toString(), null, Map.of());
            Instant now = clock.instant();
            if (!webhooks.replace(webhook.with(Webhook.State.ACTIVE, now))) {
                throw new ChangedMeanwhile();
            }
            queue.hurry(caller.organization(), id, now);
            wake.run();
        }
        return webhooks.find(caller.organization(), id)
                .map(found -> new Seen(found, queue.waiting(caller.organization(), id)));
    }

    private @Nullable Webhook find(Caller caller, UUID id) {
        WebhookAccess.require(caller);
        return webhooks.find(caller.organization(), id).orElse(null);
    }
}
