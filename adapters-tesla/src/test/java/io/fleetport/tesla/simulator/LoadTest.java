package io.fleetport.tesla.simulator;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.tesla.simulator.TestStreamServer.Reaction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final TestAuthority AUTHORITY = new TestAuthority();

    @Test
    void everyVehicleSendsItsShareWithIncreasingEventTimesAndAllIsAnswered() throws Exception {
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, record -> Reaction.ACKNOWLEDGE)) {
            SimulationReport report =
                    new Load(LoadSettings.of(server.address(), 8, 500, Duration.ofSeconds(1)), AUTHORITY).run();

            assertThat(report.complete()).isTrue();
            assertThat(report.records().planned()).isEqualTo(500);
            assertThat(report.records().acknowledged()).isEqualTo(500);
            assertThat(report.records().lost()).isZero();
            assertThat(report.ackLatency().count()).isEqualTo(500);
            assertThat(report.ackLatencyFromSend().count()).isEqualTo(500);
            assertThat(report.ackLatency().p50Millis()).isPositive();
            assertThat(report.connections().opened()).isEqualTo(8);
            assertThat(report.connections().handshakesPerSecond()).isPositive();
            assertThat(report.recordsPerSecond()).isPositive();
            Map<String, List<Heard>> byVehicle = server.heard.stream().collect(groupingBy(Heard::vin));
            assertThat(byVehicle).hasSize(8);
            assertThat(byVehicle.values()).allSatisfy(records -> {
                assertThat(records).hasSizeBetween(62, 63);
                assertThat(records).extracting(Heard::createdAt).isSorted().doesNotHaveDuplicates();
                assertThat(records.getFirst().values()).hasSize(21).containsKeys("VehicleName", "PackVoltage", "Gear");
                assertThat(records.get(1).values()).hasSize(20);
                assertThat(records).allMatch(record -> record.vin().equals(record.commonName()));
            });
        }
    }

    @Test
    void aServerThatStandsStillShowsInTheLatencyOfEveryRecordThatShouldHaveBeenSentMeanwhile() throws Exception {
        // With a window of one, a server that sleeps holds back the sending itself; only counting from the intended
        // time tells.
        TestStreamServer.Script script = record -> {
            if (record.envelope().txid()[31] == '5' && record.envelope().txid()[30] == '0') {
                sleep(Duration.ofMillis(600));
            }
            return Reaction.ACKNOWLEDGE;
        };
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, script)) {
            LoadSettings settings = LoadSettings.of(server.address(), 1, 50, Duration.ofSeconds(1))
                    .withClient(ClientSettings.DEFAULT.withWindow(1));
            SimulationReport report = new Load(settings, AUTHORITY).run();
            assertThat(report.records().acknowledged()).isEqualTo(50);
            assertThat(report.ackLatency().longestMillis()).isGreaterThan(550);
            assertThat(report.ackLatency().p50Millis())
                    .isGreaterThan(report.ackLatencyFromSend().p50Millis());
        }
    }

    @Test
    void latenciesOfTheWarmUpDoNotCountButItsRecordsDo() throws Exception {
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, record -> Reaction.ACKNOWLEDGE)) {
            LoadSettings settings = LoadSettings.of(server.address(), 2, 100, Duration.ofSeconds(1))
                    .withWarmUp(Duration.ofMillis(500));
            SimulationReport report = new Load(settings, AUTHORITY).run();
            // In the first quarter of a second the rate rises: half of what it is after that.
            assertThat(report.records().acknowledged()).isEqualTo(88);
            assertThat(report.ackLatency().count()).isEqualTo(50);
        }
    }

    @Test
    void misbehaviourIsCommittedAndEverythingElseStillArrives() throws Exception {
        TestStreamServer.Script script =
                record -> record.envelope().topic().equals("V") ? Reaction.ACKNOWLEDGE : Reaction.REFUSE;
        Set<Misbehaviour> all = EnumSet.allOf(Misbehaviour.class);
        try (TestStreamServer server = new TestStreamServer(AUTHORITY, script)) {
            // Every hundredth record is a misdeed: 1,100 records hold 11, the last of them the first kind again.
            LoadSettings settings = LoadSettings.of(server.address(), 2, 1_100, Duration.ofSeconds(2))
                    .withMisbehaviours(all);
            SimulationReport report = new Load(settings, AUTHORITY).run();
            assertThat(report.gaveUp()).isFalse();
            assertThat(report.records().misbehaved()).isEqualTo(6);
            assertThat(report.records().refused()).isEqualTo(2);
            assertThat(report.records().acknowledged()).isEqualTo(2_200 - 6 - 2);
            assertThat(report.records().lost()).isZero();
            assertThat(report.records().unsent()).isZero();
            assertThat(report.records().unmatchedReplies()).isEqualTo(4);
            assertThat(report.connections().lost()).isEqualTo(2);
            assertThat(server.unreadable).hasSize(4).contains(1_000_001);
            assertThat(server.texts).hasSize(2);
            assertThat(server.heard).anyMatch(record -> !record.vin().equals(record.commonName()));
            assertThat(server.heard).anyMatch(record -> record.values().containsKey("field 9999"));
            assertThat(server.heard).anyMatch(record -> record.values().get("VehicleSpeed") instanceof String);
            assertThat(server.heard).anyMatch(record -> record.createdAt().getEpochSecond() < 86_400);
            assertThat(server.heard)
                    .anyMatch(record -> record.createdAt().toString().startsWith("2100-01-01"));
        }
    }

    @Test
    void impossibleSettingsAreRefusedByName() {
        StreamAddress address = new StreamAddress("localhost", 1, "localhost");
        assertThatThrownBy(() -> LoadSettings.of(address, 0, 10, Duration.ofSeconds(1)))
                .hasMessageContaining("vehicles");
        assertThatThrownBy(() -> LoadSettings.of(address, 1, 1_001, Duration.ofSeconds(1)))
                .hasMessageContaining("recordsPerSecond");
        assertThatThrownBy(() -> ClientSettings.DEFAULT.withWindow(5_001)).hasMessageContaining("window");
        assertThatThrownBy(() -> new StreamAddress("localhost", 0, "x")).hasMessageContaining("port");
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
