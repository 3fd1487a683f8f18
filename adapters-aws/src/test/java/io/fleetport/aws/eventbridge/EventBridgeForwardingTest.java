package io.fleetport.aws.eventbridge;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.aVehicle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.EventBusContract;
import io.fleetport.application.eventbus.EventForwarding;
import io.fleetport.application.eventbus.ForwardingSettings;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBus;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Subject;
import io.fleetport.aws.sdk.AwsAccess;
import io.fleetport.aws.standin.JsonEndpoint.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Events from the queue to the service, through throttling, failures and restarts. */
final class EventBridgeForwardingTest {

    private static final String NAME = "eventbridge/fleet";
    private static final ForwardingSettings HURRIED =
            new ForwardingSettings(50, Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(1));

    private final EventBridgeEndpoint endpoint = new EventBridgeEndpoint();
    private final InMemoryStores stores = new InMemoryStores();
    private final EventBridgeBus bus = EventBridgeBus.open(
            new AwsAccess(
                    "eu-central-1",
                    endpoint.address(),
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "secret")),
                    1,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20)),
            EventBridgeEndpoint.BUS);

    @AfterEach
    void close() {
        bus.close();
        endpoint.close();
    }

    private EventForwarding over(EventBus through) {
        return new EventForwarding(
                NAME, through, stores.busQueue(), HURRIED, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    private List<UUID> taken() {
        return endpoint.taken().stream()
                .map(taken -> UUID.fromString(taken.detail().path("event_id").asText()))
                .toList();
    }

    private List<Event> happened(List<Subject> subjects, int each) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            subjects.forEach(subject -> events.add(EventBusContract.event(subject, 10)));
        }
        stores.ledger().commit(batch().announces(events.toArray(Event[]::new)).done());
        return events;
    }

    private void assertEachInItsOrder(List<Event> events) {
        List<UUID> first = List.copyOf(new LinkedHashSet<>(taken()));
        assertThat(first)
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(Event::id).toList());
        events.stream().map(Event::subject).distinct().forEach(subject -> {
            List<UUID> committed = events.stream()
                    .filter(event -> event.subject().equals(subject))
                    .map(Event::id)
                    .toList();
            assertThat(first.stream().filter(committed::contains)).containsExactlyElementsOf(committed);
        });
    }

    @Test
    void throughThrottledEntriesAndFailedRequestsEverythingArrivesInOrder() {
        stores.busQueue().open(NAME);
        List<Subject> subjects = List.of(aVehicle(), aVehicle(), aVehicle(), aVehicle(), aVehicle());
        List<Event> events = happened(subjects, 12);
        Random random = new Random(7);
        endpoint.failEntries(detail -> random.nextInt(4) == 0 ? "ThrottlingException" : null);
        endpoint.fail(3, 2, new Fault(500, "InternalException"));

        try (EventForwarding forwarding = over(bus)) {
            forwarding.start();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> stores.busQueue().oldestWaiting(NAME).isEmpty());
        }

        assertEachInItsOrder(events);
        assertThat(taken()).hasSize(60);
    }

    @Test
    void whatWasTakenBeforeARestartButNotRememberedIsSentAgainUnderTheSameIds() {
        stores.busQueue().open(NAME);
        List<Event> events = happened(List.of(aVehicle(), aVehicle()), 3);
        AtomicBoolean died = new AtomicBoolean();
        try (EventForwarding dying = over(batch -> {
            if (!died.get()) {
                bus.publish(batch);
            }
            died.set(true);
            throw new PortUnavailable("dead", new IllegalStateException("between sending and remembering"));
        })) {
            dying.start();
            await().untilTrue(died);
        }
        assertThat(taken()).hasSize(6);
        assertThat(stores.busQueue().oldestWaiting(NAME)).isPresent();

        try (EventForwarding next = over(bus)) {
            next.start();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> stores.busQueue().oldestWaiting(NAME).isEmpty());
        }

        assertThat(taken()).hasSize(12);
        assertThat(taken().subList(6, 12)).containsExactlyElementsOf(taken().subList(0, 6));
        assertEachInItsOrder(events);
    }
}
