package io.fleetport.application.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ArchiveForwardingTest {

    private final InMemoryStores stores = new InMemoryStores();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void whatWasCommittedReachesTheArchiveAndLeavesTheOutbox() {
        List<ArchiveBatch> kept = new CopyOnWriteArrayList<>();
        ArchiveBatch waiting = commit();
        try (ArchiveForwarding forwarding = new ArchiveForwarding(stores.outbox(), kept::add, meters)) {
            forwarding.start();
            await().untilAsserted(
                            () -> assertThat(kept).extracting(ArchiveBatch::id).containsExactly(waiting.id()));
            await().untilAsserted(() -> assertThat(stores.outbox().pending(10)).isEmpty());
        }
    }

    @Test
    void aFailedWriteIsTriedAgainAndNotLost() {
        List<ArchiveBatch> kept = new CopyOnWriteArrayList<>();
        AtomicInteger failures = new AtomicInteger(1);
        ArchiveBatch waiting = commit();
        try (ArchiveForwarding forwarding = new ArchiveForwarding(
                stores.outbox(),
                batch -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new PortUnavailable("disk full", new IllegalStateException());
                    }
                    kept.add(batch);
                },
                meters)) {
            forwarding.start();
            await().untilAsserted(
                            () -> assertThat(kept).extracting(ArchiveBatch::id).containsExactly(waiting.id()));
            assertThat(meters.get("fleetport.archive.failures").counter().count())
                    .isEqualTo(1);
        }
    }

    private ArchiveBatch commit() {
        ArchiveBatch batch = new ArchiveBatch(
                UUID.randomUUID(),
                List.of(new ArchivedMessage(
                        new VehicleKey(new OrganizationId("acme"), new VehicleId(new UUID(3, 4))),
                        "test",
                        Instant.parse("2026-05-04T12:00:00Z"),
                        new byte[] {1})));
        stores.ledger().commit(new TelemetryLedger.Batch(List.of(), List.of(), List.of(), List.of(), List.of(), batch));
        return batch;
    }
}
