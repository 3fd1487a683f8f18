package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static io.fleetport.application.contract.WebhookSample.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.RefusedEvent;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.BusQueue} must do. Each test opens a bus of its own, and leaves it open. */
public interface BusQueueContract extends StoreContract {

    @Test
    default void whatIsCommittedAfterTheBusWasOpenedWaitsInItsOrder() {
        Subject vehicle = aVehicle();
        commit(event(vehicle, EventType.TRIP_FINISHED));
        String bus = opened();
        Event first = event(vehicle, EventType.TRIP_REVISED);
        Event second = event(aStationOf(anOrganization()), EventType.SWAP_COMPLETED);
        Event third = event(vehicle, EventType.TRIP_WITHDRAWN);
        commit(first, second);
        stores().busQueue().open(bus);
        commit(third);

        List<Event> waiting = stores().busQueue().waiting(bus, Set.of(), 1_000);

        assertThat(waiting).usingRecursiveFieldByFieldElementComparator().containsExactly(first, second, third);
        assertThat(stores().busQueue().waiting(bus, Set.of(), 2)).hasSize(2);
        assertThat(stores().busQueue().oldestWaiting(bus)).hasValue(first.recordedAt());
    }

    @Test
    default void eachBusHasItsOwn() {
        String one = opened();
        String other = opened();
        Event event = event(aVehicle(), EventType.TRIP_FINISHED);
        commit(event);
        commit(event);

        stores().busQueue().settle(one, List.of(event), List.of());

        assertThat(ids(one, Set.of())).isEmpty();
        assertThat(stores().busQueue().oldestWaiting(one)).isEmpty();
        assertThat(ids(other, Set.of())).containsExactly(event.id());
        assertThat(ids("never opened", Set.of())).isEmpty();
    }

    @Test
    default void aSubjectIsPassedOverWithAllItsEvents() {
        String bus = opened();
        StationKey stuck = aStationOf(anOrganization());
        StationKey namesake = new StationKey(anOrganization(), stuck.station());
        Subject vehicle = aVehicle();
        Event elsewhere = event(namesake, EventType.SWAP_COMPLETED);
        Event ofVehicle = event(vehicle, EventType.TRIP_FINISHED);
        commit(event(stuck, EventType.SWAP_COMPLETED), elsewhere, event(stuck, EventType.SWAP_ABORTED), ofVehicle);

        assertThat(ids(bus, Set.of(stuck))).containsExactly(elsewhere.id(), ofVehicle.id());
        assertThat(ids(bus, Set.of(stuck, vehicle))).containsExactly(elsewhere.id());
        assertThat(ids(bus, Set.of())).hasSize(4);
    }

    @Test
    default void whatIsRefusedWaitsNoLongerAndIsKnownToItsOrganization() {
        String bus = opened();
        OrganizationId organization = anOrganization();
        Event odd = event(aVehicleOf(organization), EventType.TRIP_FINISHED);
        Event odder = event(aVehicleOf(organization), EventType.TRIP_REVISED);
        Event other = event(aVehicle(), EventType.TRIP_FINISHED);
        commit(odd, odder, other);
        RefusedEvent first = refused(bus, odd, 1);
        RefusedEvent second = refused(bus, odder, 2);

        stores().busQueue().settle(bus, List.of(other), List.of(first));
        stores().busQueue().settle(bus, List.of(), List.of(second));
        stores().busQueue().settle(bus, List.of(), List.of(second));

        assertThat(ids(bus, Set.of())).isEmpty();
        assertThat(stores().busQueue().refused(organization, 10)).containsExactly(second, first);
        assertThat(stores().busQueue().refused(organization, 1)).containsExactly(second);
        assertThat(stores().busQueue().refused(anOrganization(), 10)).isEmpty();
    }

    @Test
    default void whatIsForgottenWaitsNoLonger() {
        String bus = opened();
        OrganizationId organization = anOrganization();
        Event old = event(aVehicleOf(organization), EventType.TRIP_FINISHED, NOW.minus(Duration.ofDays(9_000)));
        Event oldAndRefused =
                event(aVehicleOf(organization), EventType.TRIP_FINISHED, NOW.minus(Duration.ofDays(9_000)));
        Event fresh = event(aVehicleOf(organization), EventType.TRIP_FINISHED);
        commit(old, oldAndRefused, fresh);
        stores().busQueue().settle(bus, List.of(), List.of(refused(bus, oldAndRefused, 1)));
        assertThat(stores().busQueue().refused(organization, 10)).hasSize(1);

        stores().events().forgetBefore(old.recordedAt().plusSeconds(1));

        assertThat(ids(bus, Set.of())).containsExactly(fresh.id());
        assertThat(stores().busQueue().refused(organization, 10)).isEmpty();
    }

    @Test
    default void oneHolderHasTheBusUntilItLetsGoOrItsTimeIsUp() {
        String bus = opened();
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();

        assertThat(stores().busQueue().hold(bus, one, NOW, NOW.plusSeconds(10))).isTrue();
        assertThat(stores().busQueue().hold(bus, other, NOW.plusSeconds(9), NOW.plusSeconds(19)))
                .isFalse();
        assertThat(stores().busQueue().hold(bus, one, NOW.plusSeconds(9), NOW.plusSeconds(19)))
                .isTrue();
        assertThat(stores().busQueue().hold(bus, other, NOW.plusSeconds(18), NOW.plusSeconds(28)))
                .isFalse();
        assertThat(stores().busQueue().hold(bus, other, NOW.plusSeconds(19), NOW.plusSeconds(29)))
                .isTrue();
        stores().busQueue().release(bus, one);
        assertThat(stores().busQueue().hold(bus, one, NOW.plusSeconds(20), NOW.plusSeconds(30)))
                .isFalse();
        stores().busQueue().release(bus, other);
        assertThat(stores().busQueue().hold(bus, one, NOW.plusSeconds(20), NOW.plusSeconds(30)))
                .isTrue();
        assertThat(stores().busQueue().hold("never opened", one, NOW, NOW.plusSeconds(10)))
                .isFalse();
    }

    private String opened() {
        String bus = "bus-" + UUID.randomUUID();
        stores().busQueue().open(bus);
        return bus;
    }

    private void commit(Event... events) {
        stores().ledger().commit(batch().announces(events).done());
    }

    private List<UUID> ids(String bus, Set<Subject> without) {
        return stores().busQueue().waiting(bus, without, 1_000).stream()
                .map(Event::id)
                .toList();
    }

    private static RefusedEvent refused(String bus, Event event, int second) {
        return new RefusedEvent(
                event.id(), bus, event.subject().organization(), event.type(), NOW.plusSeconds(second), "TooLarge");
    }
}
