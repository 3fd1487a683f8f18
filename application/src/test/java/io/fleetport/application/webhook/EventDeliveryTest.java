package io.fleetport.application.webhook;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.WebhookSample.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.out.DeliveryAttempt.Outcome;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.PauseReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent, when, how often and in which order. */
class EventDeliveryTest extends WebhookRig {

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
        assertThat(receiver.ids())
                .containsExactlyInAnyOrder(first.id().toString(), elsewhere.id().toString());
        receiver.posts.clear();
        receiver.refuses = post -> false;
        deliverAllThatIsDue();
        assertThat(receiver.ids()).isEmpty();
        clock.pass(Duration.ofSeconds(6));
        deliverAllThatIsDue();

        assertThat(receiver.ids())
                .containsExactly(first.id().toString(), second.id().toString());
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
        assertThat(attempts(webhook).stream()
                        .filter(a -> a.event().equals(poison.id()))
                        .findFirst())
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
        assertThat(stores.deliveryQueue().claim(NOW, NOW.plus(settings.claim()), 10, 10))
                .hasSize(1);

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
    void theDispatchDeliversInTheBackgroundWhatIsCommitted() {
        created();
        try (WebhookDispatch dispatch =
                new WebhookDispatch(stores, secrets, receiver, settings, clock, new SimpleMeterRegistry())) {
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
}
