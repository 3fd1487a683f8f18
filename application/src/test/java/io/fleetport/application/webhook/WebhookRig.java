package io.fleetport.application.webhook;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.WebhookSample.event;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ManageWebhooks.Wish;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.DeliveryQueue.Claimed;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBodies;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Happening;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Webhooks on stores in memory, with a clock that is set and a receiver that does as it is told. */
abstract class WebhookRig {

    static final OrganizationId ACME = new OrganizationId("acme");
    static final Caller ADMIN = caller(ACME, Permission.MANAGE_WEBHOOKS);
    static final Wish HOOK = new Wish(null, "https://example.com/hook", null, null);

    final InMemoryStores stores = new InMemoryStores();
    final SettableClock clock = new SettableClock(NOW);
    final FakeReceiver receiver = new FakeReceiver();
    final FakeSecrets secrets = new FakeSecrets();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<String> recorded = new ArrayList<>();
    final WebhookSettings settings = new WebhookSettings(
            RetrySchedule.DEFAULT,
            Duration.ofDays(5),
            Duration.ofDays(30),
            Duration.ofDays(30),
            Duration.ofMinutes(2),
            64,
            8,
            Duration.ofDays(1),
            2);
    final WebhookManagement management = new WebhookManagement(
            stores.webhooks(),
            stores.deliveryQueue(),
            secrets,
            receiver,
            settings,
            (by, action, kind, id, reason, details) -> recorded.add(action),
            clock);
    final DeliverySteering steering = new DeliverySteering(
            stores,
            new PlainBodies(),
            secrets,
            receiver,
            settings,
            (by, action, kind, id, reason, details) -> recorded.add(action),
            () -> {},
            clock);
    final EventDelivery delivery = new EventDelivery(
            stores.webhooks(),
            stores.events(),
            stores.deliveryQueue(),
            stores.deliveryLog(),
            new SignedPost(secrets, receiver),
            settings,
            clock,
            new WebhookMeters(meters));

    String signature(Webhook webhook) {
        receiver.posts.clear();
        steering.test(ADMIN, webhook.id());
        return receiver.posts.getFirst().headers().get("webhook-signature");
    }

    Webhook created() {
        return management.create(ADMIN, HOOK).webhook();
    }

    Event happened(Subject subject) {
        Event event = event(subject, EventType.TRIP_FINISHED, clock.instant());
        stores.ledger().commit(batch().announces(event).done());
        return event;
    }

    void deliverAllThatIsDue() {
        stores.deliveryQueue().spread(clock.instant(), 1_000);
        while (true) {
            Instant now = clock.instant();
            List<Claimed> claimed = stores.deliveryQueue().claim(now, now.plus(settings.claim()), 100, 100);
            if (claimed.isEmpty()) {
                return;
            }
            claimed.forEach(delivery::deliver);
        }
    }

    Webhook found(Webhook webhook) {
        return stores.webhooks().find(ACME, webhook.id()).orElseThrow();
    }

    Webhook.State state(Webhook webhook) {
        return found(webhook).state();
    }

    List<DeliveryAttempt> attempts(Webhook webhook) {
        return stores.deliveryLog()
                .list(ACME, webhook.id(), DeliveryLog.Filter.ALL, null, 1_000)
                .items();
    }

    static Caller caller(OrganizationId organization, Permission permission) {
        return new Caller(organization, "someone", Set.of(permission), null, null, Origin.SELF);
    }

    static final class PlainBodies implements EventBodies {
        @Override
        public byte[] of(UUID event, Happening happening) {
            return happening.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] ofTest(UUID event, UUID webhook, Instant at) {
            return "test".getBytes(StandardCharsets.UTF_8);
        }
    }
}
