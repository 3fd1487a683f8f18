package io.fleetport.mqtt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StationLoadTest {

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static TestBroker broker;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority();
        broker = TestBroker.start(folder, authority);
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void everyMessageIsAcknowledgedAndAReadingOfItsOwn(ProtocolVersion version) throws Exception {
        try (Observer observer = new Observer(broker, authority)) {
            StationLoadSettings settings = StationLoadSettings.of(
                            20, 1000, Duration.ofSeconds(3), broker.clients().withVersion(version))
                    .withWarmUp(Duration.ofSeconds(1));

            StationLoad.Result result = new StationLoad(settings, authority, progress -> {}).run();

            StationReport report = result.report();
            assertThat(report.messages().planned()).isEqualTo(3000);
            assertThat(report.messages().acknowledged()).isEqualTo(3000);
            assertThat(report.messages().lost()).isZero();
            assertThat(report.ackLatency().count()).isBetween(1900L, 2100L);
            assertThat(report.connections().opened()).isEqualTo(20);
            assertThat(result.shares()).hasSize(20).allSatisfy(share -> {
                assertThat(share.sent()).isEqualTo(150);
                assertThat(share.acknowledged()).isEqualTo(150);
            });
            await().until(() -> observer.on("telemetry").size() == 3000);
            observer.all().forEach(WireForm::check);
            for (StationLoad.Share share : result.shares()) {
                List<Instant> timestamps = observer.of(share.stationId(), "telemetry").stream()
                        .map(message ->
                                Instant.parse(message.json().get("timestamp").asText()))
                        .toList();
                assertThat(timestamps).hasSize(150).doesNotHaveDuplicates().isSorted();
                assertThat(timestamps.getFirst()).isEqualTo(share.first());
                assertThat(timestamps.getLast()).isEqualTo(share.last());
            }
            assertThat(observer.on("telemetry").getFirst().text().getBytes(StandardCharsets.UTF_8))
                    .hasSizeBetween(290, 350);
            assertThat(observer.on("status"))
                    .filteredOn(status -> !status.retained())
                    .hasSizeGreaterThanOrEqualTo(40);
        }
    }

    @Test
    void whatABrokenConnectionCarriedIsSentAgain() throws Exception {
        broker.breakAtEveryTenth(topic -> topic.startsWith("ev/station/L-") && topic.endsWith("telemetry"), false);
        try (Observer observer = new Observer(broker, authority)) {
            StationLoad.Result result = new StationLoad(
                            StationLoadSettings.of(4, 40, Duration.ofSeconds(3), broker.clients()),
                            authority,
                            progress -> {})
                    .run();

            assertThat(result.report().messages().acknowledged()).isEqualTo(120);
            assertThat(result.report().messages().resent()).isPositive();
            assertThat(result.report().connections().lost()).isPositive();
            await().until(() -> observer.on("telemetry").stream().distinct().count() == 120);
        } finally {
            broker.breakAtEveryTenth(topic -> false, false);
        }
    }
}
