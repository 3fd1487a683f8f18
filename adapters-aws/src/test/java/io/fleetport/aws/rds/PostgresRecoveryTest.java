package io.fleetport.aws.rds;

import static io.fleetport.application.contract.BatchDraft.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.FreePort;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.application.port.out.TelemetryLedger.StaleStanding;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.TelemetryLedger.Update;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresRecoveryTest {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aBatchWhoseCommitWasNeverAnsweredIsStoredOnceWhenItIsCommittedAgain() throws Exception {
        try (LossyWire wire = new LossyWire(Server.port());
                PostgresStores stores =
                        new PostgresStores(Server.settings(wire.port(), Server.freshDatabase()), meters)) {
            VehicleKey key = Sample.aVehicle();
            stores.ledger().commit(step(key, 0)); // makes the month, so that the next commit is the batch's own
            Batch batch = step(key, 1);
            wire.loseTheNextCommitsAnswer();
            assertThatThrownBy(() -> stores.ledger().commit(batch)).isInstanceOf(PortUnavailable.class);
            assertThat(wire.lostAnswers()).isEqualTo(1);
            assertThat(version(stores.ledger(), key)).isEqualTo(2); // it was committed all the same

            stores.ledger().commit(batch);

            assertThat(version(stores.ledger(), key)).isEqualTo(2);
            assertThat(stores.history().between(key, Instant.EPOCH, FAR, null, 10))
                    .hasSize(2);
            assertThat(meters.get("fleetport.store.careful").counter().count()).isEqualTo(1);
            stores.ledger().commit(step(key, 2));
            assertThat(version(stores.ledger(), key)).isEqualTo(3);
        }
    }

    @Test
    void ofTwoWritersOfTheSameVehiclesEachStepIsMadeByOne() throws Exception {
        String database = Server.freshDatabase();
        List<VehicleKey> keys = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            keys.add(Sample.aVehicle());
        }
        int steps = 20;
        AtomicInteger stale = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Void>> writers = new ArrayList<>();
        try (PostgresStores one = new PostgresStores(Server.settings(Server.port(), database), meters);
                PostgresStores two = new PostgresStores(Server.settings(Server.port(), database), meters);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (PostgresStores stores : List.of(one, two)) {
                Callable<Void> writer = () -> {
                    start.await();
                    for (int step = 0; step < steps; ) {
                        Map<VehicleKey, Standing> found = stores.ledger().load(keys);
                        List<Update> updates = new ArrayList<>();
                        for (VehicleKey key : keys) {
                            Standing before = found.get(key);
                            long version = before == null ? 0 : before.version();
                            String name = stores == one ? "one" : "two";
                            updates.add(new Update(
                                    key, version, Sample.standing(key, name, Sample.NOW.plusSeconds(version))));
                        }
                        try {
                            stores.ledger()
                                    .commit(new Batch(
                                            updates,
                                            List.of(),
                                            List.of(),
                                            List.of(),
                                            List.of(),
                                            StationChanges.NONE,
                                            null));
                            step++;
                        } catch (StaleStanding moved) {
                            stale.incrementAndGet();
                        }
                    }
                    return null;
                };
                writers.add(threads.submit(writer));
            }
            start.countDown();
            for (Future<Void> writer : writers) {
                writer.get();
            }
            assertThat(one.ledger().load(keys).values())
                    .hasSize(50)
                    .allSatisfy(standing -> assertThat(standing.version()).isEqualTo(2L * steps));
        }
    }

    @Test
    void aConnectionThatBreaksWhileItIsMadeTheFirstTimeDoesNotSpoilThoseAfterIt() throws Exception {
        try (LossyWire wire = new LossyWire(Server.port())) {
            PostgresSettings settings = Server.settings(wire.port(), Server.freshDatabase());
            // A pool asks for this on its first connection, and there are two.
            wire.loseQuestions("SHOW TRANSACTION ISOLATION LEVEL", 2);
            try (PostgresStores stores = new PostgresStores(settings, meters)) {
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> wire.questionsToLose() == 0);
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(stores::isAlive);
                VehicleKey key = Sample.aVehicle();
                stores.ledger().commit(step(key, 0));
                assertThat(version(stores.ledger(), key)).isEqualTo(1);
            }
        }
    }

    @Test
    void aDatabaseThatStopsAndStartsLosesAndDoublesNothing(@TempDir Path directory) throws Exception {
        EmbeddedPostgres server = start(directory, FreePort.any());
        int port = server.getPort();
        try (PostgresStores stores = new PostgresStores(Server.settings(port, "postgres"), meters);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            AtomicBoolean enough = new AtomicBoolean();
            AtomicInteger failures = new AtomicInteger();
            AtomicInteger committed = new AtomicInteger();
            List<VehicleKey> keys = List.of(Sample.aVehicle(), Sample.aVehicle());
            List<Future<Integer>> writers = new ArrayList<>();
            for (VehicleKey key : keys) {
                writers.add(threads.submit(() -> {
                    int step = 0;
                    while (!enough.get()) {
                        try {
                            stores.ledger().commit(step(key, step));
                            step++;
                            committed.incrementAndGet();
                        } catch (PortUnavailable away) {
                            failures.incrementAndGet();
                        }
                    }
                    return step;
                }));
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> committed.get() > 20);
            server.close();
            assertThat(stores.isAlive()).isFalse();
            assertThatThrownBy(() -> stores.trips().around(keys.get(0), Sample.NOW, 1))
                    .isInstanceOf(PortUnavailable.class);
            server = start(directory, port);
            int before = committed.get();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> committed.get() > before + 20);
            enough.set(true);

            assertThat(failures.get()).isPositive();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(stores::isAlive);
            for (int i = 0; i < keys.size(); i++) {
                int steps = writers.get(i).get();
                assertThat(version(stores.ledger(), keys.get(i))).isEqualTo(steps);
                List<Reading> history = stores.history().between(keys.get(i), Instant.EPOCH, FAR, null, 10_000);
                assertThat(history).hasSize(Math.min(steps, 10_000));
            }
        } finally {
            server.close();
        }
    }

    /** The batch that brings a vehicle from this version to the next: always the same bytes. */
    private static Batch step(VehicleKey key, int version) {
        Instant at = Sample.NOW.plusSeconds(version);
        return batch().moves(key, version, Sample.standing(key, "Car", at))
                .hears(key, Sample.reading(key, at, version))
                .done();
    }

    private static long version(TelemetryLedger ledger, VehicleKey key) {
        return ledger.load(List.of(key)).get(key).version();
    }

    private static EmbeddedPostgres start(Path directory, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }
}
