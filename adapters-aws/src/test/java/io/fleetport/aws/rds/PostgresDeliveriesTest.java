package io.fleetport.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.contract.WebhookSample;
import io.fleetport.application.port.out.DeliveryQueue.Claimed;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What only a database shared by several processes can get wrong. */
class PostgresDeliveriesTest {

    private static final int VEHICLES = 6;
    private static final int EVENTS_OF_EACH = 15;

    private final String database = Server.freshDatabase();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OrganizationId organization = Sample.anOrganization();

    @Test
    void severalProcessesDeliverEachEventOnceAndInOrderWhileMoreAreCommitted() throws Exception {
        Map<String, List<UUID>> committed = new ConcurrentHashMap<>();
        Map<String, Queue<UUID>> delivered = new ConcurrentHashMap<>();
        AtomicInteger left = new AtomicInteger(VEHICLES * EVENTS_OF_EACH);
        List<PostgresStores> processes = new ArrayList<>();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            PostgresStores process = open();
            processes.add(process);
            work.add(() -> {
                commit(process, committed);
                return null;
            });
            work.add(() -> {
                deliver(process, delivered, left);
                return null;
            });
        }
        Webhook webhook = WebhookSample.webhook(organization);
        processes.getFirst().webhooks().add(webhook, 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            processes.forEach(PostgresStores::close);
        }

        assertThat(delivered).hasSize(VEHICLES);
        committed.forEach(
                (lane, events) -> assertThat(delivered.get(lane)).as(lane).containsExactlyElementsOf(events));
    }

    @Test
    void whatWaitsIsThereAfterARestart() {
        Webhook webhook = WebhookSample.webhook(organization);
        Event event = WebhookSample.event(Sample.aVehicleOf(organization), EventType.TRIP_FINISHED);
        try (PostgresStores process = open()) {
            process.webhooks().add(webhook, 1);
            process.ledger().commit(BatchDraft.batch().announces(event).done());
        }
        try (PostgresStores process = open()) {
            process.deliveryQueue().spread(Sample.NOW, 10);
            assertThat(claim(process)).hasSize(1);
        }
        try (PostgresStores process = open()) {
            Instant later = Sample.NOW.plus(Duration.ofHours(1));
            assertThat(process.deliveryQueue().claim(later, later.plusSeconds(60), 10, 10))
                    .singleElement()
                    .satisfies(claimed -> assertThat(claimed.event()).isEqualTo(event.id()));
        }
    }

    /** Half of the vehicles each, one commit after the other of one vehicle. */
    private void commit(PostgresStores process, Map<String, List<UUID>> committed) {
        List<VehicleKey> vehicles = new ArrayList<>();
        for (int i = 0; i < VEHICLES / 2; i++) {
            vehicles.add(Sample.aVehicleOf(organization));
        }
        for (int i = 0; i < EVENTS_OF_EACH; i++) {
            for (VehicleKey vehicle : vehicles) {
                Event event = WebhookSample.event(vehicle, EventType.TRIP_FINISHED);
                process.ledger().commit(BatchDraft.batch().announces(event).done());
                committed
                        .computeIfAbsent("vehicle/" + vehicle.vehicle(), lane -> new ArrayList<>())
                        .add(event.id());
            }
        }
    }

    private static void deliver(PostgresStores process, Map<String, Queue<UUID>> delivered, AtomicInteger left) {
        Instant giveUp = Instant.now().plus(Duration.ofMinutes(2));
        while (left.get() > 0 && Instant.now().isBefore(giveUp)) {
            process.deliveryQueue().spread(Sample.NOW, 10);
            for (Claimed claimed : claim(process)) {
                delivered
                        .computeIfAbsent(claimed.lane(), lane -> new ConcurrentLinkedQueue<>())
                        .add(claimed.event());
                process.deliveryQueue().done(claimed, Sample.NOW);
                left.decrementAndGet();
            }
        }
    }

    private static List<Claimed> claim(PostgresStores process) {
        return process.deliveryQueue().claim(Sample.NOW, Sample.NOW.plusSeconds(600), 3, 100);
    }

    private PostgresStores open() {
        return new PostgresStores(Server.settings(Server.port(), database), meters);
    }
}
