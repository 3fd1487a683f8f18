package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** What any {@link LiveBus} must do. */
public interface LiveBusContract {

    /** A window so small that a test can leave it behind. */
    int WINDOW = 8;

    /** A window may be larger than it was asked to be, but not by so much. */
    int FAR_BEYOND_THE_WINDOW = 1_000;

    /** With a window of {@link #WINDOW}. */
    LiveBus bus();

    @Test
    default void aFollowerHearsWhatComesAfterItBeganInOrder() {
        OrganizationId acme = anOrganization();
        bus().publish(List.of(event(acme, 0)));
        LiveEar ear = new LiveEar();
        try (LiveBus.Subscription following = bus().follow(acme, null, ear)) {
            bus().publish(List.of(event(acme, 1), event(acme, 2)));
            bus().publish(List.of(event(acme, 3)));
            soon().untilAsserted(() -> assertThat(ear.heard).containsExactly(1L, 2L, 3L));
            assertThat(ear.resets).isEmpty();
        }
    }

    @Test
    default void aSecondFollowerHearsNothingFromBeforeItBegan() {
        OrganizationId acme = anOrganization();
        LiveEar first = new LiveEar();
        LiveEar second = new LiveEar();
        try (LiveBus.Subscription one = bus().follow(acme, null, first)) {
            bus().publish(List.of(event(acme, 1)));
            try (LiveBus.Subscription two = bus().follow(acme, null, second)) {
                bus().publish(List.of(event(acme, 2)));
                soon().untilAsserted(() -> assertThat(second.heard).containsExactly(2L));
                soon().untilAsserted(() -> assertThat(first.heard).containsExactly(1L, 2L));
                assertThat(second.ids).containsExactly(first.ids.getLast());
            }
        }
    }

    @Test
    default void manyEventsKeepTheirOrderAndHaveIdsOfTheirOwn() {
        OrganizationId acme = anOrganization();
        LiveEar ear = new LiveEar();
        try (LiveBus.Subscription following = bus().follow(acme, null, ear)) {
            for (int i = 0; i < 100; i++) {
                int sent = 3 * i;
                bus().publish(IntStream.range(sent, sent + 3)
                        .mapToObj(number -> event(acme, number))
                        .toList());
                soon().untilAsserted(() -> assertThat(ear.heard).hasSize(sent + 3));
            }
            assertThat(ear.heard)
                    .containsExactlyElementsOf(LongStream.range(0, 300).boxed().toList());
            assertThat(ear.ids).doesNotHaveDuplicates();
        }
    }

    @Test
    default void nobodyHearsAnotherOrganization() {
        OrganizationId acme = anOrganization();
        OrganizationId other = anOrganization();
        LiveEar ear = new LiveEar();
        LiveEar neighbour = new LiveEar();
        try (LiveBus.Subscription one = bus().follow(acme, null, ear);
                LiveBus.Subscription two = bus().follow(other, null, neighbour)) {
            bus().publish(List.of(event(other, 1), event(acme, 2), event(other, 3)));
            soon().untilAsserted(() -> assertThat(ear.heard).containsExactly(2L));
            soon().untilAsserted(() -> assertThat(neighbour.heard).containsExactly(1L, 3L));
        }
    }

    @Test
    default void aFollowerThatComesBackGoesOnWithoutAHole() {
        OrganizationId acme = anOrganization();
        LiveEar first = new LiveEar();
        try (LiveBus.Subscription following = bus().follow(acme, null, first)) {
            bus().publish(List.of(event(acme, 1), event(acme, 2)));
            soon().untilAsserted(() -> assertThat(first.heard).hasSize(2));
        }
        bus().publish(List.of(event(acme, 3), event(acme, 4)));
        LiveEar second = new LiveEar();
        try (LiveBus.Subscription following = bus().follow(acme, first.ids.getFirst(), second)) {
            bus().publish(List.of(event(acme, 5)));
            soon().untilAsserted(() -> assertThat(second.heard).containsExactly(2L, 3L, 4L, 5L));
            assertThat(second.ids.getFirst()).isEqualTo(first.ids.getLast());
            assertThat(second.resets).isEmpty();
        }
    }

    @Test
    default void aPositionThatIsNotHeldAnyMoreIsAReset() {
        OrganizationId acme = anOrganization();
        LiveEar first = new LiveEar();
        try (LiveBus.Subscription following = bus().follow(acme, null, first)) {
            bus().publish(List.of(event(acme, 1)));
            soon().untilAsserted(() -> assertThat(first.ids).hasSize(1));
        }
        for (int i = 0; i < FAR_BEYOND_THE_WINDOW; i++) {
            bus().publish(List.of(event(acme, i)));
        }
        LiveEar second = new LiveEar();
        try (LiveBus.Subscription following = bus().follow(acme, first.ids.getFirst(), second)) {
            soon().untilAsserted(() -> assertThat(second.resets).hasSize(1));
            bus().publish(List.of(event(acme, 9_999)));
            soon().untilAsserted(() -> assertThat(second.heard).containsExactly(9_999L));
        }
    }

    @Test
    default void anIdOfAnotherBusOrNonsenseIsAReset() {
        OrganizationId acme = anOrganization();
        bus().publish(List.of(event(acme, 1)));
        List<String> strange = List.of(
                "", "-", "0-0", "0-5", "a-b", "nonsense", "1-2-3", "+1-1", "99999999999999999999-1", "9999999999999-0");
        for (String id : strange) {
            LiveEar ear = new LiveEar();
            try (LiveBus.Subscription following = bus().follow(acme, id, ear)) {
                soon().untilAsserted(() -> assertThat(ear.resets).as(id).hasSize(1));
                assertThat(ear.heard).isEmpty();
            }
        }
    }

    @Test
    default void theIdOfAResetIsAPlaceToGoOnFrom() {
        OrganizationId acme = anOrganization();
        LiveEar first = new LiveEar();
        try (LiveBus.Subscription following = bus().follow(acme, "nonsense", first)) {
            soon().untilAsserted(() -> assertThat(first.resets).hasSize(1));
        }
        bus().publish(List.of(event(acme, 7)));
        LiveEar second = new LiveEar();
        try (LiveBus.Subscription following = bus().follow(acme, first.resets.getFirst(), second)) {
            soon().untilAsserted(() -> assertThat(second.heard).containsExactly(7L));
            assertThat(second.resets).isEmpty();
        }
    }

    @Test
    default void aSlowFollowerIsLetGoAndHoldsUpNobody() {
        OrganizationId acme = anOrganization();
        CountDownLatch mayGoOn = new CountDownLatch(1);
        LiveEar slow = new LiveEar() {
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
        LiveEar quick = new LiveEar();
        try (LiveBus.Subscription one = bus().follow(acme, null, slow);
                LiveBus.Subscription two = bus().follow(acme, null, quick)) {
            for (int i = 0; i < 50; i++) {
                int number = i;
                bus().publish(List.of(event(acme, i)));
                soon().untilAsserted(() -> assertThat(quick.heard).hasSize(number + 1));
            }
            mayGoOn.countDown();
            soon().untilAsserted(() -> assertThat(slow.lost).hasSize(1));
            assertThat(quick.lost).isEmpty();
        }
    }

    @Test
    default void whoHasEndedHearsNothingMore() {
        OrganizationId acme = anOrganization();
        LiveEar gone = new LiveEar();
        LiveEar staying = new LiveEar();
        try (LiveBus.Subscription one = bus().follow(acme, null, staying)) {
            LiveBus.Subscription two = bus().follow(acme, null, gone);
            bus().publish(List.of(event(acme, 1)));
            soon().untilAsserted(() -> assertThat(gone.heard).containsExactly(1L));
            two.close();
            two.close();
            bus().publish(List.of(event(acme, 2)));
            soon().untilAsserted(() -> assertThat(staying.heard).containsExactly(1L, 2L));
            bus().publish(List.of(event(acme, 3)));
            soon().untilAsserted(() -> assertThat(staying.heard).hasSize(3));
            assertThat(gone.heard).containsExactly(1L);
            assertThat(gone.lost).isEmpty();
        }
    }

    /** Looks often: a follower that is to keep pace with a small window is waited for again and again. */
    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    /** A reading known by its number. */
    static LiveEvent event(OrganizationId organization, long number) {
        return event(organization, new VehicleId(new UUID(0, 1)), number);
    }

    static LiveEvent event(OrganizationId organization, VehicleId vehicle, long number) {
        return new LiveEvent.Heard(
                organization,
                "car",
                new Reading(
                        vehicle,
                        Instant.EPOCH.plusSeconds(number),
                        number,
                        List.of(new Signal.Quantity(Signals.SPEED, number))),
                Instant.EPOCH);
    }
}
