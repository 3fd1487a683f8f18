package io.fleetport.application.webhook;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.WebhookSample.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageWebhooks.ChangedMeanwhile;
import io.fleetport.application.port.in.ManageWebhooks.TooManyWebhooks;
import io.fleetport.application.port.in.ManageWebhooks.Wish;
import io.fleetport.application.port.in.NotPermitted;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryAttempt.Outcome;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.DeliveryQueue.Claimed;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBodies;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Happening;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.PauseReason;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Webhooks from being wished for to being paused, with a clock that is set and a receiver that does as it is told. */
class WebhooksTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final Caller ADMIN = caller(ACME, Permission.MANAGE_WEBHOOKS);
    private static final Wish HOOK = new Wish(null, "https://example.com/hook", null, null);

    private final InMemoryStores stores = new InMemoryStores();
    private final SettableClock clock = new SettableClock(NOW);
    private final FakeReceiver receiver = new FakeReceiver();
    private final FakeSecrets secrets = new FakeSecrets();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> recorded = new ArrayList<>();
    private final WebhookSettings settings = new WebhookSettings(
            RetrySchedule.DEFAULT,
            Duration.ofDays(5),
            Duration.ofDays(30),
            Duration.ofDays(30),
            Duration.ofMinutes(2),
            64,
            8,
            Duration.ofDays(1),
            2);
    private final WebhookManagement management = new WebhookManagement(
            stores.webhooks(),
            stores.deliveryQueue(),
            secrets,
            receiver,
            settings,
            (by, action, kind, id, reason, details) -> recorded.add(action),
            clock);
    private final DeliverySteering steering = new DeliverySteering(
            stores,
            new PlainBodies(),
            secrets,
            receiver,
            settings,
            (by, action, kind, id, reason, details) -> recorded.add(action),
            () -> {},
            clock);
    private final EventDelivery delivery = new EventDelivery(
            stores.webhooks(),
            stores.events(),
            stores.deliveryQueue(),
            stores.deliveryLog(),
            new SignedPost(secrets, receiver),
            settings,
            clock,
            new WebhookMeters(meters));

    @Test
    void anEventIsSentSignedUnderItsIdWithItsBody() {
        Webhook webhook = created();
        Event event = happened(aVehicleOf(ACME));

        deliverAllThatIsDue();

        FakeReceiver.Post post = receiver.posts.getFirst();
        assertThat(post.url()).isEqualTo(webhook.url());
        assertThat(post.headers())
                .containsEntry("webhook-id", event.id().toString())
                .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                .containsEntry("webhook-signature", "v1,secret-1");
        assertThat(post.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(event.body());
        assertThat(attempts(webhook)).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(attempt.status()).isEqualTo(204);
            assertThat(attempt.number()).isEqualTo(1);
        });
    }

    @Test
    void oneVehiclesFailureReordersNothingOfItsOwnAndHoldsUpNoOther() {
        created();
        Subject stuck = aVehicleOf(ACME);
        Event first = happened(stuck);
        Event second = happened(stuck);
        Event elsewhere = happened(aVehicleOf(ACME));
        receiver.refuses = post -> post.id().equals(first.id().toString());

        deliverAllThatIsDue();
        assertThat(receiver.ids()).containsExactlyInAnyOrder(first.id().toString(), elsewhere.id().toString());
        receiver.posts.clear();
        receiver.refuses = post -> false;
        deliverAllThatIsDue();
        assertThat(receiver.ids()).isEmpty();
        clock.pass(Duration.ofSeconds(6));
        deliverAllThatIsDue();

        assertThat(receiver.ids()).containsExactly(first.id().toString(), second.id().toString());
    }

    @Test
    void theFirstTriesComeAfterLongerAndLongerPauses() {
        created();
        happened(aVehicleOf(ACME));
        receiver.refuses = post -> true;
        deliverAllThatIsDue();
        int tries = 1;
        for (Duration pause : RetrySchedule.DEFAULT.pauses()) {
            clock.pass(pause.multipliedBy(89).dividedBy(100));
            deliverAllThatIsDue();
            assertThat(receiver.posts).as("before %s", pause).hasSize(tries);
            clock.pass(pause.multipliedBy(22).dividedBy(100));
            deliverAllThatIsDue();
            assertThat(receiver.posts).as("after %s", pause).hasSize(++tries);
        }
        assertThat(receiver.ids()).containsOnly(receiver.ids().getFirst());
    }

    @Test
    void anEventThatFailsForDaysWhileOthersComeThroughIsGivenUpAndTheNextOneGoes() {
        Webhook webhook = created();
        Subject stuck = aVehicleOf(ACME);
        Event poison = happened(stuck);
        Event behind = happened(stuck);
        receiver.refuses = post -> post.id().equals(poison.id().toString());

        while (!receiver.ids().contains(behind.id().toString())) {
            deliverAllThatIsDue();
            happened(aVehicleOf(ACME));
            deliverAllThatIsDue();
            clock.pass(Duration.ofHours(1));
        }

        assertThat(Duration.between(NOW, clock.instant())).isBetween(Duration.ofDays(5), Duration.ofDays(6));
        assertThat(attempts(webhook).stream().filter(a -> a.event().equals(poison.id())).findFirst())
                .hasValueSatisfying(attempt -> assertThat(attempt.outcome()).isEqualTo(Outcome.GIVEN_UP));
        assertThat(state(webhook)).isEqualTo(Webhook.State.ACTIVE);
        assertThat(meters.get("fleetport.webhooks.given.up").counter().count()).isEqualTo(1);
    }

    @Test
    void aWebhookAtWhichNothingComesThroughIsPausedAndGoesOnWhenResumed() {
        Webhook webhook = created();
        Event first = happened(aVehicleOf(ACME));
        receiver.refuses = post -> true;
        while (state(webhook) == Webhook.State.ACTIVE) {
            deliverAllThatIsDue();
            clock.pass(Duration.ofHours(1));
        }
        assertThat(Duration.between(NOW, clock.instant())).isBetween(Duration.ofDays(5), Duration.ofDays(6));
        assertThat(found(webhook).pausedBecause()).isEqualTo(PauseReason.FAILING);
        assertThat(found(webhook).failingSince()).isEqualTo(NOW);
        receiver.posts.clear();
        Event meanwhile = happened(aVehicleOf(ACME));
        clock.pass(Duration.ofHours(9));
        deliverAllThatIsDue();
        assertThat(receiver.posts).isEmpty();

        receiver.refuses = post -> false;
        steering.resume(ADMIN, webhook.id());
        deliverAllThatIsDue();

        assertThat(receiver.ids())
                .containsExactlyInAnyOrder(first.id().toString(), meanwhile.id().toString());
        assertThat(found(webhook).failingSince()).isNull();
        assertThat(recorded).contains("webhook.resume");
    }

    @Test
    void aReceiverThatIsGoneIsNotAskedAgain() {
        Webhook webhook = created();
        happened(aVehicleOf(ACME));
        receiver.refuses = post -> true;
        receiver.refusal = 410;

        deliverAllThatIsDue();

        assertThat(found(webhook).pausedBecause()).isEqualTo(PauseReason.GONE);
        assertThat(meters.get("fleetport.webhooks.paused").counter().count()).isEqualTo(1);
    }

    @Test
    void whatComesThroughEndsTheFailing() {
        Webhook webhook = created();
        happened(aVehicleOf(ACME));
        receiver.refuses = post -> true;
        deliverAllThatIsDue();
        assertThat(found(webhook).failingSince()).isEqualTo(NOW);
        receiver.refuses = post -> false;
        clock.pass(Duration.ofSeconds(6));
        deliverAllThatIsDue();

        assertThat(found(webhook).failingSince()).isNull();
    }

    @Test
    void whoeverDiesInTheMiddleIsFollowedBySomeoneWhoSendsItAgainUnderTheSameId() {
        created();
        Event event = happened(aVehicleOf(ACME));
        stores.deliveryQueue().spread(clock.instant(), 100);
        assertThat(stores.deliveryQueue().claim(NOW, NOW.plus(settings.claim()), 10, 10)).hasSize(1);

        deliverAllThatIsDue();
        assertThat(receiver.posts).isEmpty();
        clock.pass(settings.claim());
        deliverAllThatIsDue();

        assertThat(receiver.ids()).containsExactly(event.id().toString());
    }

    @Test
    void replaySendsTheSameEventsOnceMoreFromATime() {
        Webhook webhook = created();
        Subject vehicle = aVehicleOf(ACME);
        happened(vehicle);
        clock.pass(Duration.ofMinutes(1));
        Event later = happened(vehicle);
        deliverAllThatIsDue();
        String body = receiver.posts.getLast().body();
        receiver.posts.clear();

        assertThat(steering.replay(ADMIN, webhook.id(), NOW.plusSeconds(30))).hasValue(1);
        deliverAllThatIsDue();

        assertThat(receiver.ids()).containsExactly(later.id().toString());
        assertThat(receiver.posts.getFirst().body()).isEqualTo(body);
        assertThatThrownBy(() -> steering.replay(ADMIN, webhook.id(), NOW.minus(Duration.ofDays(31))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("30 days");
        assertThatThrownBy(() -> steering.replay(ADMIN, webhook.id(), NOW.plusSeconds(300)))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void aRotatedSecretSignsBesideTheNewOneForAWhile() {
        Webhook webhook = created();
        assertThat(management.rotateSecret(ADMIN, webhook.id()))
                .hasValueSatisfying(made -> assertThat(made.secret()).isEqualTo("secret-2"));

        assertThat(signature(webhook)).isEqualTo("v1,secret-2 v1,secret-1");
        clock.pass(Duration.ofDays(1));
        assertThat(signature(webhook)).isEqualTo("v1,secret-2");
        management.rotateSecret(ADMIN, webhook.id());
        assertThat(signature(webhook)).isEqualTo("v1,secret-3 v1,secret-2");
    }

    @Test
    void aSecretThatDoesNotOpenIsAFailureUntilItIsRotated() {
        Webhook webhook = created();
        secrets.broken.add("secret-1");

        assertThat(steering.test(ADMIN, webhook.id())).hasValueSatisfying(attempt -> assertThat(attempt.error())
                .contains("rotate"));
        assertThat(receiver.posts).isEmpty();
        management.rotateSecret(ADMIN, webhook.id());

        assertThat(signature(webhook)).isEqualTo("v1,secret-2");
    }

    @Test
    void switchingOffDropsWhatWaitsAndBeginsAnewLater() {
        Webhook webhook = created();
        happened(aVehicleOf(ACME));
        stores.deliveryQueue().spread(NOW, 100);
        management.change(ADMIN, webhook.id(), null, new Wish(null, null, null, false));
        happened(aVehicleOf(ACME));
        stores.deliveryQueue().spread(NOW, 100);
        management.change(ADMIN, webhook.id(), null, new Wish(null, null, null, true));
        Event after = happened(aVehicleOf(ACME));

        deliverAllThatIsDue();

        assertThat(receiver.ids()).containsExactly(after.id().toString());
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        for (String url : List.of(
                "not a url",
                "https:opaque",
                "/only/a/path",
                "https://user:pw@example.com/",
                "https://example.com/#part",
                "https://db.internal/",
                "https://example.com/" + "x".repeat(2_000))) {
            assertThatThrownBy(() -> management.create(ADMIN, new Wish(null, url, null, null)))
                    .as(url)
                    .isInstanceOfSatisfying(
                            InvalidRequest.class, refused -> assertThat(refused.field()).isEqualTo("url"));
        }
        assertThatThrownBy(() -> management.create(ADMIN, new Wish(" ", "https://example.com", null, null)))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> management.create(
                        ADMIN, new Wish(null, "https://example.com", Set.of(EventType.WEBHOOK_TEST), null)))
                .isInstanceOf(InvalidRequest.class);
        created();
        Webhook last = created();
        assertThatThrownBy(this::created).isInstanceOf(TooManyWebhooks.class);
        assertThatThrownBy(() -> management.change(ADMIN, last.id(), 7L, HOOK)).isInstanceOf(ChangedMeanwhile.class);
        assertThat(management.change(ADMIN, last.id(), 1L, HOOK)).isPresent();
    }

    @Test
    void onlyWhoMayAndOnlyInItsOwnOrganization() {
        Webhook webhook = created();
        Caller viewer = caller(ACME, Permission.VIEW_TRIPS);
        assertThatThrownBy(() -> management.create(viewer, HOOK)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> management.list(viewer, null, 10)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> management.find(viewer, webhook.id())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> management.change(viewer, webhook.id(), null, HOOK)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> management.remove(viewer, webhook.id())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> management.rotateSecret(viewer, webhook.id())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> steering.test(viewer, webhook.id())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> steering.replay(viewer, webhook.id(), NOW)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> steering.resume(viewer, webhook.id())).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> steering.attempts(viewer, webhook.id(), DeliveryLog.Filter.ALL, null, 10))
                .isInstanceOf(NotPermitted.class);

        Caller ofOneFleet = new Caller(
                ACME,
                "someone",
                Set.of(Permission.MANAGE_WEBHOOKS),
                null,
                Set.of(new FleetId("north")),
                Origin.SELF);
        assertThatThrownBy(() -> management.create(ofOneFleet, HOOK)).isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> steering.test(ofOneFleet, webhook.id())).isInstanceOf(NotPermitted.class);

        Caller stranger = caller(new OrganizationId("other"), Permission.MANAGE_WEBHOOKS);
        assertThat(management.find(ADMIN, webhook.id())).isPresent();
        assertThat(management.find(stranger, webhook.id())).isEmpty();
        assertThat(management.change(stranger, webhook.id(), null, HOOK)).isEmpty();
        assertThat(management.remove(stranger, webhook.id())).isFalse();
        assertThat(management.rotateSecret(stranger, webhook.id())).isEmpty();
        assertThat(steering.test(stranger, webhook.id())).isEmpty();
        assertThat(steering.replay(stranger, webhook.id(), NOW)).isEmpty();
        assertThat(steering.resume(stranger, webhook.id())).isEmpty();
        assertThat(steering.attempts(stranger, webhook.id(), DeliveryLog.Filter.ALL, null, 10))
                .isEmpty();
    }

    @Test
    void aTestIsSentAtOnceAndAnsweredWithWhatCameOfIt() {
        Webhook webhook = created();
        receiver.refuses = post -> true;

        assertThat(steering.test(ADMIN, webhook.id())).hasValueSatisfying(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(Outcome.GIVEN_UP);
            assertThat(attempt.status()).isEqualTo(500);
            assertThat(attempt.type()).isEqualTo(EventType.WEBHOOK_TEST);
        });
        assertThat(attempts(webhook)).hasSize(1);
        assertThat(found(webhook).failingSince()).isNull();
    }

    @Test
    void theDispatchDeliversInTheBackgroundWhatIsCommitted() {
        created();
        try (WebhookDispatch dispatch = new WebhookDispatch(stores, secrets, receiver, settings, clock, new SimpleMeterRegistry())) {
            dispatch.start();
            Subject vehicle = aVehicleOf(ACME);
            List<String> committed = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                committed.add(happened(vehicle).id().toString());
                dispatch.wake();
            }
            await().untilAsserted(() -> assertThat(receiver.ids()).hasSize(20));
            assertThat(receiver.ids()).containsExactlyElementsOf(committed);
        }
    }

    private String signature(Webhook webhook) {
        receiver.posts.clear();
        steering.test(ADMIN, webhook.id());
        return receiver.posts.getFirst().headers().get("webhook-signature");
    }

    private Webhook created() {
        return management.create(ADMIN, HOOK).webhook();
    }

    private Event happened(Subject subject) {
        Event event = event(subject, EventType.TRIP_FINISHED, clock.instant());
        stores.ledger().commit(batch().announces(event).done());
        return event;
    }

    private void deliverAllThatIsDue() {
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

    private Webhook found(Webhook webhook) {
        return stores.webhooks().find(ACME, webhook.id()).orElseThrow();
    }

    private Webhook.State state(Webhook webhook) {
        return found(webhook).state();
    }

    private List<DeliveryAttempt> attempts(Webhook webhook) {
        return stores.deliveryLog()
                .list(ACME, webhook.id(), DeliveryLog.Filter.ALL, null, 1_000)
                .items();
    }

    private static Caller caller(OrganizationId organization, Permission permission) {
        return new Caller(organization, "someone", Set.of(permission), null, null, Origin.SELF);
    }

    private static final class PlainBodies implements EventBodies {
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
