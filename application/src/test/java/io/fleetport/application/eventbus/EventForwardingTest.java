package io.fleetport.application.eventbus;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static io.fleetport.application.contract.WebhookSample.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.BusQueue;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.RefusedEvent;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.webhook.SettableClock;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is published, in which order, how often, and what becomes of it when something fails. */
class EventForwardingTest {

    private static final String BUS = "eventbridge/fleet";
    private static final OrganizationId ACME = new OrganizationId("acme");

    private final InMemoryStores stores = new InMemoryStores();
    private final SettableClock clock = new SettableClock(NOW);
    private final FlakyBus bus = new FlakyBus();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ForwardingSettings settings =
            new ForwardingSettings(3, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(2));
    private final EventForwarding forwarding = over(stores.busQueue());

    EventForwardingTest() {
        stores.busQueue().open(BUS);
    }

    private EventForwarding over(BusQueue queue) {
        return new EventForwarding(BUS, bus, queue, settings, clock, meters);
    }

    private Event happened(Subject subject) {
        Event event = event(subject, EventType.TRIP_FINISHED, clock.instant());
        stores.ledger().commit(batch().announces(event).done());
        return event;
    }

    private static void publishAll(EventForwarding forwarding) {
        EventForwarding.Rest rest = forwarding.pass();
        while (rest.time().isZero()) {
            rest = forwarding.pass();
        }
    }

    private double count(String name) {
        return meters.get(name).counter().count();
    }

    @Test
    void everythingIsPublishedInTheOrderCommitted() {
        List<UUID> committed = new ArrayList<>();
        Subject vehicle = aVehicleOf(ACME);
        for (int i = 0; i < 10; i++) {
            committed.add(happened(i % 2 == 0 ? vehicle : aStationOf(ACME)).id());
        }

        publishAll(forwarding);

        assertThat(bus.ids()).containsExactlyElementsOf(committed);
        assertThat(stores.busQueue().oldestWaiting(BUS)).isEmpty();
        assertThat(count("fleetport.events.sent")).isEqualTo(10);
    }

    @Test
    void whatIsPutOffHoldsUpItsOwnSubjectAloneAndComesInOrderLater() {
        Subject stuck = aVehicleOf(ACME);
        Event first = happened(stuck);
        Event second = happened(stuck);
        Event third = happened(stuck);
        Event fourth = happened(stuck);
        Event elsewhere = happened(aVehicleOf(ACME));
        bus.putsOff = event -> event.id().equals(second.id());

        publishAll(forwarding);
        publishAll(forwarding);
        assertThat(bus.ids()).containsExactly(first.id(), elsewhere.id());

        bus.putsOff = event -> false;
        publishAll(forwarding);
        assertThat(bus.ids()).hasSize(2);
        clock.pass(Duration.ofSeconds(1));
        publishAll(forwarding);

        assertThat(bus.ids()).containsExactly(first.id(), elsewhere.id(), second.id(), third.id(), fourth.id());
        assertThat(count("fleetport.events.put.off")).isPositive();
    }

    @Test
    void aSubjectIsTriedAfterLongerAndLongerPauses() {
        happened(aVehicleOf(ACME));
        bus.putsOff = event -> true;
        publishAll(forwarding);
        for (long pause = 1; pause <= 64; pause *= 2) {
            int asked = bus.asked;
            clock.pass(Duration.ofMillis(pause * 490));
            publishAll(forwarding);
            assertThat(bus.asked).as("before half of %s s", pause).isEqualTo(asked);
            clock.pass(Duration.ofMillis(pause * 520));
            publishAll(forwarding);
            assertThat(bus.asked).as("after %s s", pause).isEqualTo(asked + 1);
        }
    }

    @Test
    void aBusThatIsAwayCostsNothingButTime() {
        List<UUID> committed = List.of(
                happened(aVehicleOf(ACME)).id(), happened(aVehicleOf(ACME)).id());
        bus.away = true;
        EventForwarding.Rest first = forwarding.pass();
        for (int i = 0; i < 20; i++) {
            forwarding.pass();
        }
        EventForwarding.Rest last = forwarding.pass();
        clock.pass(Duration.ofMinutes(7));
        forwarding.pass();

        assertThat(first.time()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(last.time()).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
        assertThat(count("fleetport.events.failures")).isEqualTo(23);
        assertThat(meters.get("fleetport.events.lag").gauge().value()).isEqualTo(420);

        bus.away = false;
        publishAll(forwarding);
        assertThat(bus.ids()).containsExactlyElementsOf(committed);
        assertThat(meters.get("fleetport.events.lag").gauge().value()).isZero();
    }

    @Test
    void whatIsRefusedIsOutOfTheWayAndOnRecord() {
        Subject vehicle = aVehicleOf(ACME);
        Event odd = happened(vehicle);
        Event behind = happened(vehicle);
        bus.refuses = event -> event.id().equals(odd.id());

        publishAll(forwarding);

        assertThat(bus.ids()).containsExactly(behind.id());
        assertThat(stores.busQueue().refused(ACME, 10))
                .containsExactly(new RefusedEvent(odd.id(), BUS, ACME, odd.type(), NOW, "MalformedDetail"));
        assertThat(count("fleetport.events.refused")).isEqualTo(1);
    }

    @Test
    void whatWasSentBeforeARestartButNotRememberedIsSentAgainUnderTheSameIds() {
        Subject vehicle = aVehicleOf(ACME);
        List<UUID> committed = List.of(happened(vehicle).id(), happened(vehicle).id());
        EventForwarding dying = over(new Forgetful(stores.busQueue()));
        dying.pass();
        assertThat(bus.ids()).containsExactlyElementsOf(committed);

        clock.pass(settings.hold());
        publishAll(forwarding);

        List<UUID> twice = new ArrayList<>(committed);
        twice.addAll(committed);
        assertThat(bus.ids()).containsExactlyElementsOf(twice);
        assertThat(bus.taken.get(2).body()).isEqualTo(bus.taken.get(0).body());
        assertThat(stores.busQueue().oldestWaiting(BUS)).isEmpty();
    }

    @Test
    void whileOneProcessHasTheBusAnotherSendsNothing() {
        stores.busQueue().hold(BUS, UUID.randomUUID(), NOW, NOW.plus(settings.hold()));
        Event event = happened(aVehicleOf(ACME));

        publishAll(forwarding);
        assertThat(bus.asked).isZero();
        clock.pass(settings.hold());
        publishAll(forwarding);

        assertThat(bus.ids()).containsExactly(event.id());
    }

    @Test
    void aRunningOneSendsWhenWokenAndLeavesTheBusAtItsEnd() {
        try (EventForwarding running = over(stores.busQueue())) {
            running.start();
            Event event = happened(aVehicleOf(ACME));
            running.wake();
            await().untilAsserted(() -> assertThat(bus.ids()).containsExactly(event.id()));
        }

        assertThat(stores.busQueue().hold(BUS, UUID.randomUUID(), NOW, NOW.plusSeconds(1)))
                .isTrue();
    }

    /** Dies before it can say what was taken. */
    private record Forgetful(BusQueue queue) implements BusQueue {
        @Override
        public void open(String bus) {
            queue.open(bus);
        }

        @Override
        public boolean hold(String bus, UUID holder, Instant now, Instant until) {
            return queue.hold(bus, holder, now, until);
        }

        @Override
        public void release(String bus, UUID holder) {
            throw new PortUnavailable("dead", new IllegalStateException("as told"));
        }

        @Override
        public List<Event> waiting(String bus, Set<Subject> without, int most) {
            return queue.waiting(bus, without, most);
        }

        @Override
        public void settle(String bus, List<Event> taken, List<RefusedEvent> refused) {
            throw new PortUnavailable("dead", new IllegalStateException("as told"));
        }

        @Override
        public Optional<Instant> oldestWaiting(String bus) {
            return queue.oldestWaiting(bus);
        }

        @Override
        public List<RefusedEvent> refused(OrganizationId organization, int limit) {
            return queue.refused(organization, limit);
        }
    }
}
