package io.fleetport.application.webhook;

import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryAttempt.Outcome;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.DeliveryQueue;
import io.fleetport.application.port.out.DeliveryQueue.Claimed;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventLog;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.PauseReason;
import io.fleetport.application.port.out.WebhookSender.Answer;
import io.fleetport.application.port.out.Webhooks;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one claimed event and stores what came of it. When the process dies in between, the claim ends by itself and
 * the event is sent again under the same id. Safe to use from many threads.
 */
final class EventDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

    /** What a receiver answers that wants nothing any more (RFC 9110, section 15.5.11). */
    private static final int GONE = 410;

    private final Webhooks webhooks;
    private final EventLog events;
    private final DeliveryQueue queue;
    private final DeliveryLog log;
    private final SignedPost post;
    private final WebhookSettings settings;
    private final Clock clock;
    private final WebhookMeters meters;

    EventDelivery(
            Webhooks webhooks,
            EventLog events,
            DeliveryQueue queue,
            DeliveryLog log,
            SignedPost post,
            WebhookSettings settings,
            Clock clock,
            WebhookMeters meters) {
        this.webhooks = webhooks;
        this.events = events;
        this.queue = queue;
        this.log = log;
        this.post = post;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    void deliver(Claimed claimed) {
        Optional<Webhook> webhook = webhooks.find(claimed.organization(), claimed.webhook());
        Optional<Event> event = events.find(claimed.organization(), claimed.event());
        if (webhook.isEmpty() || event.isEmpty()) {
            queue.done(claimed, clock.instant());
        } else if (webhook.get().state() != Webhook.State.ACTIVE) {
            queue.release(claimed);
        } else {
            deliver(claimed, webhook.get(), event.get());
        }
    }

    private void deliver(Claimed claimed, Webhook webhook, Event event) {
        Instant began = clock.instant();
        Answer answer = post.send(webhook, event.id(), event.body(), began);
        Instant now = clock.instant();
        if (answer.failure() == null) {
            note(claimed, event, began, answer, Outcome.DELIVERED);
            queue.done(claimed, now);
            if (webhook.failingSince() != null) {
                webhooks.working(webhook.organization(), webhook.id());
            }
            meters.delivered();
            return;
        }
        meters.failed(answer.failure());
        boolean pausing = pauseIfNeeded(webhook, answer, began);
        if (!pausing && isHopeless(claimed, now)) {
            note(claimed, event, began, answer, Outcome.GIVEN_UP);
            queue.done(claimed, now);
            meters.givenUp();
            return;
        }
        note(claimed, event, began, answer, Outcome.FAILED);
        double random = ThreadLocalRandom.current().nextDouble();
        queue.failed(claimed, now, now.plus(settings.retries().pause(claimed.attempts() + 1, random)));
    }

    private boolean isHopeless(Claimed claimed, Instant now) {
        @Nullable Instant first = claimed.failedFirstAt();
        return first != null && !now.isBefore(first.plus(settings.retries().giveUpAfter()));
    }

    private boolean pauseIfNeeded(Webhook webhook, Answer answer, Instant at) {
        Instant since = webhooks.failing(webhook.organization(), webhook.id(), at);
        @Nullable Integer status = answer.status();
        boolean gone = status != null && status == GONE;
        if (!gone && at.isBefore(since.plus(settings.pauseAfter()))) {
            return false;
        }
        PauseReason why = gone ? PauseReason.GONE : PauseReason.FAILING;
        if (webhooks.pause(webhook.organization(), webhook.id(), why, at)) {
            LOG.warn("webhook {} of {} is paused: {}", webhook.id(), webhook.organization(), why);
            meters.paused();
        }
        return true;
    }

    private void note(Claimed claimed, Event event, Instant began, Answer answer, Outcome outcome) {
        log.add(new DeliveryAttempt(
                TimeOrderedId.next(began),
                claimed.organization(),
                claimed.webhook(),
                event.id(),
                event.type(),
                claimed.attempts() + 1,
                began,
                answer.took(),
                outcome,
                answer.status(),
                answer.failure() == null ? null : answer.failure().detail()));
    }
}
