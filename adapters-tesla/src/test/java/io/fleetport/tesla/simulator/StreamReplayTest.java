package io.fleetport.tesla.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.FreePort;
import io.fleetport.tesla.simulator.TestStreamServer.Reaction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Replays over real TLS and WebSockets to a server that behaves in every way servers do. */
class StreamReplayTest {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final ClientSettings QUICK =
            new ClientSettings(16, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(20));

    @Test
    void everyRowArrivesInOrderUnderTheCertificateOfItsVehicle() throws Exception {
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, record -> Reaction.ACKNOWLEDGE)) {
            SimulationReport report =
                    replay(server, QUICK, Resources.SCOOTER, Resources.EBIKE).run();

            assertThat(report.complete()).isTrue();
            assertThat(report.vehicles()).isEqualTo(2);
            assertThat(report.records().planned()).isEqualTo(80);
            assertThat(report.records().acknowledged()).isEqualTo(80);
            assertThat(report.records().lost()).isZero();
            assertThat(report.ackLatency().count()).isEqualTo(80);
            assertThat(report.connections().opened()).isEqualTo(2);
            List<Heard> scooter = heardFrom(server, "SCOOTER-1");
            assertThat(scooter).hasSize(60).extracting(Heard::createdAt).isSorted();
            assertThat(scooter).allSatisfy(record -> {
                assertThat(record.vin()).isEqualTo(SimulatedVin.of(server.address(), "SCOOTER-1"));
                assertThat(record.envelope().deviceId()).isEqualTo(record.commonName());
                assertThat(record.envelope().createdAt())
                        .isEqualTo(record.createdAt().getEpochSecond());
                assertThat(record.values())
                        .containsKeys("VehicleSpeed", "Location", "Soc")
                        .doesNotContainKey("Odometer");
            });
            assertThat(scooter.getFirst().values()).containsEntry("VehicleName", "SCOOTER-1");
            assertThat(scooter.get(1).values()).doesNotContainKey("VehicleName");
            assertThat(heardFrom(server, "EBIKE-1")).hasSize(20);
        }
    }

    @Test
    void aVehicleIntroducesItselfAsRealOnesDo() throws Exception {
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, record -> Reaction.ACKNOWLEDGE)) {
            replay(server, QUICK, Resources.SCOOTER, Resources.EBIKE).run();
            assertThat(server.greetings).hasSize(2).allSatisfy(greeting -> {
                assertThat(greeting.serverName()).contains(TestAuthority.SERVER_NAME);
                assertThat(greeting.headers().get("Host")).startsWith(TestAuthority.SERVER_NAME);
                assertThat(greeting.headers().get("Version")).isEqualTo("1.2.0");
                assertThat(greeting.headers().get("User-Agent")).contains("(vehicle_device)");
                assertThat(greeting.headers().get("X-Network-Interface")).isEqualTo("cellular");
            });
            assertThat(server.greetings)
                    .extracting(TestStreamServer.Greeting::commonName)
                    .containsExactlyInAnyOrder(
                            SimulatedVin.of(server.address(), "SCOOTER-1"),
                            SimulatedVin.of(server.address(), "EBIKE-1"));
        }
    }

    @Test
    void whatWasNotAcknowledgedIsSentAgainFirstAndMarkedAfterTheConnectionBroke() throws Exception {
        // The first connection acknowledges 10 records, swallows 4 and hangs up.
        int[] count = new int[1];
        TestStreamServer.Script script = record -> {
            if (record.connection() > 0) {
                return Reaction.ACKNOWLEDGE;
            }
            count[0]++;
            return count[0] <= 10 ? Reaction.ACKNOWLEDGE : count[0] < 15 ? Reaction.WITHHOLD : Reaction.HANG_UP;
        };
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, script)) {
            SimulationReport report = replay(server, QUICK, Resources.SCOOTER).run();

            assertThat(report.complete()).isTrue();
            assertThat(report.records().sent()).isEqualTo(60);
            assertThat(report.records().resent()).isGreaterThanOrEqualTo(5);
            assertThat(report.connections().lost()).isEqualTo(1);
            List<Heard> first = on(server, 0);
            List<Heard> second = on(server, 1);
            assertThat(first).noneMatch(Heard::isResend);
            assertThat(second.subList(0, 5)).allMatch(Heard::isResend);
            assertThat(second.getFirst().createdAt()).isEqualTo(first.get(10).createdAt());
            assertThat(second).extracting(Heard::createdAt).isSorted();
            assertThat(second.getLast().isResend()).isFalse();
            assertThat(second.getFirst().txid().substring(0, 22))
                    .isNotEqualTo(first.getFirst().txid().substring(0, 22));
            assertThat(second.getFirst().txid()).endsWith("-000000000");
            assertThat(instants(server)).hasSize(60);
        }
    }

    @Test
    void silenceOnARecordEndsInANewConnectionAndTheRecordAgain() throws Exception {
        TestStreamServer.Script script =
                record -> record.connection() == 0 && !record.isResend() ? Reaction.WITHHOLD : Reaction.ACKNOWLEDGE;
        ClientSettings impatient = QUICK.withAckTimeout(Duration.ofMillis(300));
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, script)) {
            SimulationReport report = replay(server, impatient, Resources.EBIKE).run();
            assertThat(report.complete()).isTrue();
            assertThat(on(server, 0)).hasSize(16);
            assertThat(report.records().resent()).isEqualTo(16);
            assertThat(instants(server)).hasSize(20);
        }
    }

    @Test
    void aRefusedRecordIsCountedAndNotSentAgain() throws Exception {
        Set<Instant> refused = new HashSet<>();
        TestStreamServer.Script script = record -> {
            boolean refuse = record.createdAt().getEpochSecond() % 5 == 0;
            if (refuse) {
                refused.add(record.createdAt());
            }
            return refuse ? Reaction.REFUSE : Reaction.ACKNOWLEDGE;
        };
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, script)) {
            SimulationReport report = replay(server, QUICK, Resources.EBIKE).run();
            assertThat(refused).isNotEmpty();
            assertThat(report.records().refused()).isEqualTo(refused.size());
            assertThat(report.records().acknowledged()).isEqualTo(20 - refused.size());
            assertThat(report.records().lost()).isZero();
            assertThat(report.refusalReasons()).containsEntry("error frame", (long) refused.size());
            assertThat(report.complete()).isFalse();
            assertThat(server.heard).hasSize(20);
        }
    }

    @Test
    void aSecondAcknowledgementIsCountedButCountsForNothing() throws Exception {
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, record -> Reaction.ACKNOWLEDGE_TWICE)) {
            SimulationReport report = replay(server, QUICK, Resources.EBIKE).run();
            assertThat(report.records().acknowledged()).isEqualTo(20);
            // The second one to the very last record may come after the vehicle has said goodbye.
            assertThat(report.records().doubledAcknowledgements()).isBetween(19L, 20L);
        }
    }

    @Test
    void recordsThatAreNeverAnsweredAreReportedAsLost() throws Exception {
        TestStreamServer.Script script =
                record -> record.createdAt().getEpochSecond() % 2 == 0 ? Reaction.ACKNOWLEDGE : Reaction.WITHHOLD;
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, script)) {
            ReplaySettings settings = settings(server.address(), QUICK.withWindow(64), Resources.EBIKE)
                    .withGiveUpAfter(Duration.ofSeconds(1));
            SimulationReport report = new Replay(settings, AUTHORITY, () -> "", progress -> {}).run();
            long unanswered = server.heard.stream()
                    .filter(record -> record.createdAt().getEpochSecond() % 2 != 0)
                    .count();
            assertThat(unanswered).isPositive();
            assertThat(report.gaveUp()).isTrue();
            assertThat(report.records().lost()).isEqualTo(unanswered);
            assertThat(report.complete()).isFalse();
        }
    }

    @Test
    void vehiclesWaitForAServerThatIsNotThereYet() throws Exception {
        int port = FreePort.any();
        List<Progress> told = new ArrayList<>();
        StreamAddress address = new StreamAddress("localhost", port, TestAuthority.SERVER_NAME);
        Replay replay = new Replay(settings(address, QUICK, Resources.EBIKE), AUTHORITY, () -> "", told::add);
        CompletableFuture<SimulationReport> report = CompletableFuture.supplyAsync(() -> run(replay));
        Awaitility.await().until(() -> !told.isEmpty());
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, port, record -> Reaction.ACKNOWLEDGE)) {
            assertThat(report.join().complete()).isTrue();
            assertThat(report.join().connections().failedAttempts()).isPositive();
            assertThat(server.heard).hasSize(20);
            assertThat(told.getLast())
                    .isEqualTo(new Progress(
                            20,
                            20,
                            20,
                            0,
                            0,
                            Optional.of(server.heard.stream()
                                    .reduce((a, b) -> b)
                                    .orElseThrow()
                                    .createdAt())));
        }
    }

    @Test
    void aServerWithAnotherNameIsNotSpokenTo() throws Exception {
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, record -> Reaction.ACKNOWLEDGE)) {
            StreamAddress other = new StreamAddress("localhost", server.port(), "other.example.test");
            ReplaySettings settings = settings(other, QUICK, Resources.EBIKE).withGiveUpAfter(Duration.ofMillis(500));
            SimulationReport report = new Replay(settings, AUTHORITY, () -> "", progress -> {}).run();
            assertThat(report.records().unsent()).isEqualTo(20);
            assertThat(report.connections().opened()).isZero();
            assertThat(server.heard).isEmpty();
        }
    }

    @Test
    void stoppingEndsARunThatWouldTakeLong() throws Exception {
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, record -> Reaction.ACKNOWLEDGE)) {
            ReplaySettings slow = new ReplaySettings(
                    List.of(Resources.SCOOTER),
                    0.01,
                    Protocol.TESLA,
                    server.address(),
                    ApiSettings.of(URI.create("http://localhost")),
                    QUICK,
                    1,
                    Duration.ofMinutes(1));
            Replay replay = new Replay(slow, AUTHORITY, () -> "", progress -> {});
            CompletableFuture<SimulationReport> report = CompletableFuture.supplyAsync(() -> run(replay));
            Awaitility.await().until(() -> !server.heard.isEmpty());
            replay.stop();
            assertThat(report.join().interrupted()).isTrue();
            assertThat(report.join().records().unsent()).isPositive();
        }
    }

    private static SimulationReport run(Replay replay) {
        try {
            return replay.run();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Replay replay(TestStreamServer server, ClientSettings client, Path... files) {
        return new Replay(settings(server.address(), client, files), AUTHORITY, () -> "", progress -> {});
    }

    private static ReplaySettings settings(StreamAddress address, ClientSettings client, Path... files) {
        return ReplaySettings.of(
                        List.of(files),
                        ReplaySettings.AS_FAST_AS_ACKNOWLEDGED,
                        address,
                        ApiSettings.of(URI.create("http://localhost")))
                .withClient(client)
                .withGiveUpAfter(Duration.ofSeconds(20));
    }

    private static List<Heard> heardFrom(TestStreamServer server, String vehicle) {
        return server.heard.stream()
                .filter(record -> record.commonName().equals(SimulatedVin.of(server.address(), vehicle)))
                .toList();
    }

    private static List<Heard> on(TestStreamServer server, int connection) {
        return server.heard.stream()
                .filter(record -> record.connection() == connection)
                .toList();
    }

    private static Set<Instant> instants(TestStreamServer server) {
        Set<Instant> instants = new HashSet<>();
        server.heard.forEach(record -> instants.add(record.createdAt()));
        return instants;
    }
}
