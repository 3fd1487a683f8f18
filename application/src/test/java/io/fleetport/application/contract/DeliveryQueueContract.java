package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static io.fleetport.application.contract.WebhookSample.event;
import static io.fleetport.application.contract.WebhookSample.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.DeliveryQueue.Claimed;
import io.fleetport.application.port.out.DeliveryQueue.Waiting;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.application.port.out.Webhook.PauseReason;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.DeliveryQueue} must do. Other tests may have left deliveries behind. */
public interface DeliveryQueueContract extends StoreContract {

    Duration CLAIM = Duration.ofMinutes(2);

    @Test
    default void anEventGoesToTheWebhooksOfItsOrganizationThatWantIt() {
        OrganizationId organization = anOrganization();
        Webhook all = added(webhook(organization));
        Webhook trips = added(webhook(organization, EventType.TRIP_FINISHED));
        added(webhook(organization, EventType.SWAP_ABORTED));
        added(disabled(webhook(organization)));
        Webhook other = added(webhook(anOrganization()));
        Event event =
                commit(event(aVehicleOf(organization), EventType.TRIP_FINISHED)).getFirst();

        List<Claimed> claimed = claim(organization, NOW);

        assertThat(claimed).extracting(Claimed::webhook).containsExactlyInAnyOrder(all.id(), trips.id());
        assertThat(claimed).allSatisfy(one -> {
            assertThat(one.event()).isEqualTo(event.id());
            assertThat(one.attempts()).isZero();
            assertThat(one.failedFirstAt()).isNull();
        });
        assertThat(claim(other.organization(), NOW)).isEmpty();
    }

    @Test
    default void inALaneOneGoesAfterTheOtherInTheOrderCommitted() {
        OrganizationId organization = anOrganization();
        added(webhook(organization));
        Subject vehicle = aVehicleOf(organization);
        List<Event> committed = new ArrayList<>();
        committed.addAll(commit(
                event(vehicle, EventType.TRIP_FINISHED),
                event(vehicle, EventType.TRIP_REVISED),
                event(vehicle, EventType.TRIP_WITHDRAWN)));
        committed.addAll(commit(event(vehicle, EventType.TRIP_FINISHED)));

        List<UUID> delivered = new ArrayList<>();
        for (List<Claimed> next = claim(organization, NOW); !next.isEmpty(); next = claim(organization, NOW)) {
            assertThat(next).hasSize(1);
            assertThat(claim(organization, NOW)).isEmpty();
            delivered.add(next.getFirst().event());
            stores().deliveryQueue().done(next.getFirst(), NOW);
        }

        assertThat(delivered)
                .containsExactlyElementsOf(committed.stream().map(Event::id).toList());
    }

    @Test
    default void aLaneThatFailsWaitsAndHoldsUpNoOther() {
        OrganizationId organization = anOrganization();
        added(webhook(organization));
        Subject stuck = aVehicleOf(organization);
        Event first = commit(event(stuck, EventType.TRIP_FINISHED)).getFirst();
        stores().deliveryQueue().failed(claim(organization, NOW).getFirst(), NOW, NOW.plusSeconds(30));
        Event second = commit(event(stuck, EventType.TRIP_FINISHED)).getFirst();
        Event elsewhere = commit(event(aStationOf(organization), EventType.SWAP_COMPLETED))
                .getFirst();

        List<Claimed> before = claim(organization, NOW.plusSeconds(29));
        assertThat(before).extracting(Claimed::event).containsExactly(elsewhere.id());
        stores().deliveryQueue().done(before.getFirst(), NOW);

        Claimed again = claim(organization, NOW.plusSeconds(30)).getFirst();
        assertThat(again.event()).isEqualTo(first.id());
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.failedFirstAt()).isEqualTo(NOW);
        stores().deliveryQueue().failed(again, NOW.plusSeconds(30), NOW.plusSeconds(60));
        Claimed third = claim(organization, NOW.plusSeconds(60)).getFirst();
        assertThat(third.attempts()).isEqualTo(2);
        assertThat(third.failedFirstAt()).isEqualTo(NOW);
        stores().deliveryQueue().done(third, NOW.plusSeconds(60));
        Claimed behind = claim(organization, NOW.plusSeconds(60)).getFirst();
        assertThat(behind.event()).isEqualTo(second.id());
        assertThat(behind.attempts()).isZero();
        assertThat(behind.failedFirstAt()).isNull();
    }

    @Test
    default void aClaimThatNobodySettlesEndsAndIsLost() {
        OrganizationId organization = anOrganization();
        added(webhook(organization));
        Event event =
                commit(event(aVehicleOf(organization), EventType.TRIP_FINISHED)).getFirst();
        Claimed dead = claim(organization, NOW).getFirst();
        assertThat(claim(organization, NOW.plus(CLAIM).minusSeconds(1))).isEmpty();

        Claimed heir = claim(organization, NOW.plus(CLAIM)).getFirst();
        assertThat(heir.event()).isEqualTo(event.id());
        assertThat(heir.claim()).isNotEqualTo(dead.claim());
        stores().deliveryQueue().failed(dead, NOW, NOW);
        stores().deliveryQueue().release(dead);

        assertThat(claim(organization, NOW.plus(CLAIM))).isEmpty();
        stores().deliveryQueue().release(heir);
        assertThat(claim(organization, NOW.plus(CLAIM)).getFirst().attempts()).isZero();
    }

    @Test
    default void aWebhookHasOnlySoManyDeliveriesAtATime() {
        OrganizationId organization = anOrganization();
        Webhook slow = added(webhook(organization));
        for (int i = 0; i < 5; i++) {
            commit(event(aVehicleOf(organization), EventType.TRIP_FINISHED));
        }

        List<Claimed> first = claim(organization, NOW, 3);
        assertThat(first).hasSize(3);
        assertThat(claim(organization, NOW, 3)).isEmpty();
        stores().deliveryQueue().done(first.getFirst(), NOW);
        assertThat(claim(organization, NOW, 3)).hasSize(1);
        assertThat(stores().deliveryQueue().waiting(organization, slow.id()).events())
                .isEqualTo(4);
    }

    @Test
    default void aPausedWebhookIsGivenNothingButGoesOnWaiting() {
        OrganizationId organization = anOrganization();
        Webhook webhook = added(webhook(organization));
        commit(event(aVehicleOf(organization), EventType.TRIP_FINISHED));
        stores().deliveryQueue().failed(claim(organization, NOW).getFirst(), NOW, NOW.plus(Duration.ofHours(8)));
        stores().webhooks().pause(organization, webhook.id(), PauseReason.FAILING, NOW);
        commit(event(aVehicleOf(organization), EventType.TRIP_FINISHED));
        assertThat(claim(organization, NOW)).isEmpty();

        stores().webhooks()
                .replace(stores().webhooks()
                        .find(organization, webhook.id())
                        .orElseThrow()
                        .with(Webhook.State.ACTIVE, NOW));
        stores().deliveryQueue().hurry(organization, webhook.id(), NOW);

        assertThat(claim(organization, NOW)).hasSize(2).allSatisfy(claimed -> assertThat(claimed.attempts())
                .isZero());
    }

    @Test
    default void replayPutsWhatIsNotWaitingBackInOrder() {
        OrganizationId organization = anOrganization();
        Webhook webhook = added(webhook(organization, EventType.TRIP_FINISHED));
        Subject vehicle = aVehicleOf(organization);
        commit(event(vehicle, EventType.TRIP_FINISHED, NOW.minusSeconds(100)));
        Event delivered = commit(event(vehicle, EventType.TRIP_FINISHED, NOW)).getFirst();
        commit(event(vehicle, EventType.TRIP_WITHDRAWN, NOW));
        stores().deliveryQueue().done(claim(organization, NOW).getFirst(), NOW);
        stores().deliveryQueue().done(claim(organization, NOW).getFirst(), NOW);
        Event waiting = commit(event(vehicle, EventType.TRIP_FINISHED, NOW.plusSeconds(1)))
                .getFirst();

        assertThat(stores().deliveryQueue().replay(anOrganization(), webhook.id(), NOW, NOW))
                .isZero();
        assertThat(stores().deliveryQueue().replay(organization, webhook.id(), NOW, NOW))
                .isEqualTo(1);

        Claimed first = claim(organization, NOW).getFirst();
        assertThat(first.event()).isEqualTo(delivered.id());
        stores().deliveryQueue().done(first, NOW);
        Claimed second = claim(organization, NOW).getFirst();
        assertThat(second.event()).isEqualTo(waiting.id());
        stores().deliveryQueue().done(second, NOW);
        assertThat(claim(organization, NOW)).isEmpty();
    }

    @Test
    default void whatWaitsIsCountedUntilItIsDroppedOrForgotten() {
        OrganizationId organization = anOrganization();
        Webhook webhook = added(webhook(organization));
        Instant longAgo = NOW.minus(Duration.ofDays(8_000));
        commit(event(aVehicleOf(organization), EventType.TRIP_FINISHED, longAgo));
        commit(event(aVehicleOf(organization), EventType.TRIP_FINISHED, NOW));

        assertThat(waiting(webhook)).isEqualTo(new Waiting(2, longAgo));
        assertThat(stores().deliveryQueue().oldestWaiting()).isBeforeOrEqualTo(longAgo);
        stores().events().forgetBefore(longAgo.plusSeconds(1));
        assertThat(waiting(webhook)).isEqualTo(new Waiting(1, NOW));
        stores().deliveryQueue().clear(anOrganization(), webhook.id());
        assertThat(waiting(webhook).events()).isEqualTo(1);
        stores().deliveryQueue().clear(organization, webhook.id());
        assertThat(waiting(webhook)).isEqualTo(new Waiting(0, null));
        assertThat(claim(organization, NOW)).isEmpty();
        commit(event(aVehicleOf(organization), EventType.TRIP_FINISHED, NOW));
        assertThat(claim(organization, NOW)).hasSize(1);
    }

    @Test
    default void anEventIsSpreadOnce() {
        OrganizationId organization = anOrganization();
        added(webhook(organization));
        Event event =
                commit(event(aVehicleOf(organization), EventType.TRIP_FINISHED)).getFirst();
        stores().deliveryQueue().done(claim(organization, NOW).getFirst(), NOW);

        stores().ledger().commit(batch().announces(event).done());

        assertThat(stores().deliveryQueue().spread(NOW, 100)).isZero();
        assertThat(claim(organization, NOW)).isEmpty();
    }

    private Waiting waiting(Webhook webhook) {
        return stores().deliveryQueue().waiting(webhook.organization(), webhook.id());
    }

    private Webhook added(Webhook webhook) {
        assertThat(stores().webhooks().add(webhook, 100)).isTrue();
        return webhook;
    }

    private static Webhook disabled(Webhook webhook) {
        return webhook.with(Webhook.State.DISABLED, NOW);
    }

    private List<Event> commit(Event... events) {
        stores().ledger().commit(batch().announces(events).done());
        while (stores().deliveryQueue().spread(NOW, 100) == 100) {
            // There is more.
        }
        return List.of(events);
    }

    private List<Claimed> claim(OrganizationId organization, Instant now) {
        return claim(organization, now, 100);
    }

    private List<Claimed> claim(OrganizationId organization, Instant now, int mostOfWebhook) {
        return stores().deliveryQueue().claim(now, now.plus(CLAIM), 1_000, mostOfWebhook).stream()
                .filter(claimed -> claimed.organization().equals(organization))
                .toList();
    }
}
