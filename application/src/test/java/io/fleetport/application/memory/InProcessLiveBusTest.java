package io.fleetport.application.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InProcessLiveBusTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final OrganizationId OTHER = new OrganizationId("other");

    private final InProcessLiveBus bus = new InProcessLiveBus(8);

    @Test
    void aFollowerHearsWhatComesAfterItBeganInOrder() {
        bus.publish(List.of(event(ACME, 0)));
        Ear ear = new Ear();
        try (LiveBus.Subscription following = bus.follow(ACME, null, ear)) {
            bus.publish(List.of(event(ACME, 1), event(ACME, 2)));
            await().untilAsserted(() -> assertThat(ear.heard).containsExactly("1", "2"));
        }
    }

    @Test
    void nobodyHearsAnotherOrganization() {
        Ear ear = new Ear();
        try (LiveBus.Subscription following = bus.follow(ACME, null, ear)) {
            bus.publish(List.of(event(OTHER, 1), event(ACME, 2), event(OTHER, 3)));
            await().untilAsserted(() -> assertThat(ear.heard).containsExactly("2"));
        }
    }

    @Test
    void aFollowerThatComesBackGoesOnWithoutAHole() {
        Ear first = new Ear();
        try (LiveBus.Subscription following = bus.follow(ACME, null, first)) {
            bus.publish(List.of(event(ACME, 1), event(ACME, 2)));
            await().untilAsserted(() -> assertThat(first.heard).hasSize(2));
        }
        bus.publish(List.of(event(ACME, 3), event(ACME, 4)));
        Ear second = new Ear();
        try (LiveBus.Subscription following = bus.follow(ACME, first.ids.getFirst(), second)) {
            await().untilAsserted(() -> assertThat(second.heard).containsExactly("2", "3", "4"));
            assertThat(second.resets).isEmpty();
        }
    }

    @Test
    void aPositionThatIsNotHeldAnyMoreIsAReset() {
        Ear first = new Ear();
        try (LiveBus.Subscription following = bus.follow(ACME, null, first)) {
            bus.publish(List.of(event(ACME, 1)));
            await().untilAsserted(() -> assertThat(first.ids).hasSize(1));
        }
        for (int i = 2; i < 20; i++) {
            bus.publish(List.of(event(ACME, i)));
        }
        Ear second = new Ear();
        try (LiveBus.Subscription following = bus.follow(ACME, first.ids.getFirst(), second)) {
            await().untilAsserted(() -> assertThat(second.resets).hasSize(1));
            bus.publish(List.of(event(ACME, 99)));
            await().untilAsserted(() -> assertThat(second.heard).containsExactly("99"));
        }
    }

    @Test
    void anIdOfAnotherProcessOrNonsenseIsAReset() {
        for (String id : List.of("0-5", "nonsense", "-", "a-b")) {
            Ear ear = new Ear();
            try (LiveBus.Subscription following = bus.follow(ACME, id, ear)) {
                await().untilAsserted(() -> assertThat(ear.resets).hasSize(1));
            }
        }
    }

    @Test
    void theIdOfAResetIsAPlaceToGoOnFrom() {
        Ear first = new Ear();
        try (LiveBus.Subscription following = bus.follow(ACME, "nonsense", first)) {
            await().untilAsserted(() -> assertThat(first.resets).hasSize(1));
        }
        bus.publish(List.of(event(ACME, 7)));
        Ear second = new Ear();
        try (LiveBus.Subscription following = bus.follow(ACME, first.resets.getFirst(), second)) {
            await().untilAsserted(() -> assertThat(second.heard).containsExactly("7"));
        }
    }

    @Test
    void aSlowFollowerIsLetGoAndHoldsUpNobody() {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Ear slow = new Ear() {
            @Override
            public void next(String id, LiveEvent event) {
                super.next(id, event);
                try {
                    mayGoOn.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Ear quick = new Ear();
        try (LiveBus.Subscription one = bus.follow(ACME, null, slow);
                LiveBus.Subscription two = bus.follow(ACME, null, quick)) {
            for (int i = 0; i < 50; i++) {
                int number = i;
                bus.publish(List.of(event(ACME, i)));
                await().untilAsserted(() -> assertThat(quick.heard).hasSize(number + 1));
            }
            mayGoOn.countDown();
            await().untilAsserted(() -> assertThat(slow.lost).hasSize(1));
        }
    }

    private static LiveEvent event(OrganizationId organization, int number) {
        return new LiveEvent.Heard(
                organization,
                "car",
                new Reading(
                        new VehicleId(new UUID(0, 1)),
                        Instant.EPOCH.plusSeconds(number),
                        number,
                        List.of(new Signal.Quantity(Signals.SPEED, number))),
                Instant.EPOCH);
    }

    private static class Ear implements LiveBus.Follower {
        final List<String> heard = new CopyOnWriteArrayList<>();
        final List<String> ids = new CopyOnWriteArrayList<>();
        final List<String> resets = new CopyOnWriteArrayList<>();
        final List<Boolean> lost = new CopyOnWriteArrayList<>();

        @Override
        public void next(String id, LiveEvent event) {
            ids.add(id);
            heard.add(Long.toString(((LiveEvent.Heard) event).reading().fingerprint()));
        }

        @Override
        public void reset(String id) {
            resets.add(id);
        }

        @Override
        public void lost() {
            lost.add(true);
        }
    }
}
