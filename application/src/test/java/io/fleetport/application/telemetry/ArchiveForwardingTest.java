package io.fleetport.application.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Throttle;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ArchiveForwardingTest {

    private static final ArchiveSettings AT_ONCE = new ArchiveSettings(Duration.ZERO, 1 << 20, 1);

    private final InMemoryStores stores = new InMemoryStores();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void whatWasCommittedReachesTheArchiveAndLeavesTheOutbox() {
        List<ArchiveBatch> kept = new CopyOnWriteArrayList<>();
        ArchiveBatch waiting = commit();
        try (ArchiveForwarding forwarding =
                new ArchiveForwarding(stores.outbox(), (batch, throttle) -> kept.add(batch), AT_ONCE, meters)) {
            forwarding.start();
            await().untilAsserted(
                            () -> assertThat(kept).extracting(ArchiveBatch::id).containsExactly(waiting.id()));
            await().untilAsserted(() -> assertThat(stores.outbox().next(1)).isEmpty());
        }
    }

    @Test
    void aFailedWriteIsTriedAgainAndNotLost() {
        List<ArchiveBatch> kept = new CopyOnWriteArrayList<>();
        AtomicInteger failures = new AtomicInteger(1);
        ArchiveBatch waiting = commit();
        try (ArchiveForwarding forwarding = new ArchiveForwarding(
                stores.outbox(),
                (batch, throttle) -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new PortUnavailable("disk full", new IllegalStateException());
                    }
                    kept.add(batch);
                },
                AT_ONCE,
                meters)) {
            forwarding.start();
            await().untilAsserted(
                            () -> assertThat(kept).extracting(ArchiveBatch::id).containsExactly(waiting.id()));
            assertThat(meters.get("fleetport.archive.failures").counter().count())
                    .isEqualTo(1);
        }
    }

    @Test
    void afterACrashBetweenArchiveAndOutboxTheVerySameBatchComesAgain() {
        List<ArchiveBatch> kept = new CopyOnWriteArrayList<>();
        ArchiveBatch first = commit();
        ArchiveBatch second = commit();
        Outbox forgetful = new Outbox() {
            @Override
            public Optional<ArchiveBatch> next(int mostBytes, Throttle throttle) {
                return stores.outbox().next(mostBytes, throttle);
            }

            @Override
            public int mostCommits() {
                return stores.outbox().mostCommits();
            }

            @Override
            public void done(UUID batch) {
                throw new PortUnavailable("gone before it could be noted", new IllegalStateException());
            }
        };
        try (ArchiveForwarding dying =
                new ArchiveForwarding(forgetful, (batch, throttle) -> kept.add(batch), AT_ONCE, meters)) {
            dying.start();
            await().until(() -> !kept.isEmpty());
        }
        kept.subList(1, kept.size()).clear();
        ArchiveBatch later = commit();

        try (ArchiveForwarding next =
                new ArchiveForwarding(stores.outbox(), (batch, throttle) -> kept.add(batch), AT_ONCE, meters)) {
            next.start();
            await().until(() -> stores.outbox().next(1).isEmpty());
        }

        assertThat(kept).hasSize(3);
        assertThat(kept.get(1)).isEqualTo(kept.getFirst());
        assertThat(kept.get(1).messages()).containsExactly(message(first), message(second));
        assertThat(kept.get(2).messages()).containsExactly(message(later));
    }

    @Test
    void aBatchCutShortForTheNumberOfItsCommitsIsFollowedByTheNextAtOnce() {
        List<ArchiveBatch> kept = new CopyOnWriteArrayList<>();
        Outbox oneByOne = new Outbox() {
            @Override
            public Optional<ArchiveBatch> next(int mostBytes, Throttle throttle) {
                return stores.outbox().next(1, throttle);
            }

            @Override
            public int mostCommits() {
                return 1;
            }

            @Override
            public void done(UUID batch) {
                stores.outbox().done(batch);
            }
        };
        List<ArchiveBatch> waiting = List.of(commit(), commit(), commit());
        ArchiveSettings patient = new ArchiveSettings(Duration.ofHours(1), 1 << 20, 1);
        try (ArchiveForwarding forwarding =
                new ArchiveForwarding(oneByOne, (batch, throttle) -> kept.add(batch), patient, meters)) {
            forwarding.start();
            await().untilAsserted(() -> assertThat(kept).isEqualTo(waiting));
        }
    }

    @Test
    void closingMovesWhatIsStillBeingGathered() {
        List<ArchiveBatch> kept = new CopyOnWriteArrayList<>();
        ArchiveSettings patient = new ArchiveSettings(Duration.ofHours(1), 1 << 20, 1);
        try (ArchiveForwarding forwarding =
                new ArchiveForwarding(stores.outbox(), (batch, throttle) -> kept.add(batch), patient, meters)) {
            forwarding.start();
            commit();
            forwarding.wake();
            commit();
            forwarding.wake();
        }

        // Closing moved what had been waited for.
        assertThat(kept.stream().mapToInt(batch -> batch.messages().size()).sum())
                .isEqualTo(2);
        assertThat(stores.outbox().next(1)).isEmpty();
    }

    @Test
    void restsUnlessARoundTakesLong() {
        commit();
        assertThat(throttleOf(new ArchiveSettings(Duration.ofHours(1), 1 << 20, 0.25)))
                .isInstanceOf(ShareOfTime.class);
        commit();
        assertThat(throttleOf(AT_ONCE)).isSameAs(Throttle.NONE);
    }

    /** What the archive is given with the one commit that waits. */
    private Throttle throttleOf(ArchiveSettings settings) {
        AtomicReference<Throttle> given = new AtomicReference<>();
        try (ArchiveForwarding forwarding =
                new ArchiveForwarding(stores.outbox(), (batch, throttle) -> given.set(throttle), settings, meters)) {
            forwarding.start();
            await().until(() -> stores.outbox().next(1).isEmpty());
        }
        return given.get();
    }

    private static ArchivedMessage message(ArchiveBatch batch) {
        return batch.messages().getFirst();
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
