package io.fleetport.tesla.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.tesla.simulator.TestReadingsApi.Answer;
import io.fleetport.tesla.simulator.TestReadingsApi.Request;
import io.fleetport.tesla.simulator.TestStreamServer.Reaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Replays over the open HTTP form. */
class HttpReplayTest {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final StreamAddress NO_STREAM = new StreamAddress("localhost", 1, TestAuthority.SERVER_NAME);

    @Test
    void everyReadingIsPostedOnceInOrderWithAllItsValuesAndWithoutTheTrip() throws Exception {
        try (TestReadingsApi api = new TestReadingsApi(request -> Answer.allAccepted(request.readings()))) {
            SimulationReport report =
                    replay(api, 12, () -> "secret", Resources.PETROL).run();

            assertThat(report.complete()).isTrue();
            assertThat(report.vehicles()).isEqualTo(3);
            assertThat(report.records().acknowledged()).isEqualTo(90);
            assertThat(report.records().resent()).isZero();
            assertThat(api.requests).hasSize(9).allSatisfy(request -> {
                assertThat(request.authorization()).isEqualTo("Bearer secret");
                assertThat(request.contentType()).isEqualTo("application/json");
            });
            List<JsonNode> first = readings(api, "EC-559e22c2");
            assertThat(first)
                    .hasSize(30)
                    .extracting(reading -> reading.get("observed_at").asText())
                    .isSorted();
            JsonNode reading = first.getFirst();
            assertThat(reading.get("observed_at").asText()).isEqualTo("2019-10-25T15:19:26Z");
            assertThat(reading.get("vehicle_name").asText()).isEqualTo("EC-559e22c2");
            assertThat(reading.get("latitude").asDouble()).isEqualTo(51.9362901);
            assertThat(reading.get("longitude").asDouble()).isEqualTo(7.5970306);
            assertThat(reading.get("speed_kmh").asDouble()).isEqualTo(38.0000006);
            assertThat(reading.get("gps_speed_kmh").asDouble()).isEqualTo(37.07788);
            assertThat(reading.get("heading_deg").asDouble()).isEqualTo(311.4608977);
            assertThat(reading.get("altitude_m").asDouble()).isEqualTo(100.276821);
            assertThat(reading.get("fuel_rate_lph").asDouble()).isEqualTo(2.2884507);
            assertThat(reading.get("engine_speed_rpm").asDouble()).isEqualTo(1321.240403);
            assertThat(reading.get("hdop").asDouble()).isEqualTo(0.8367367);
            assertThat(reading.properties()).hasSize(12);
            assertThat(reading.toString()).doesNotContain("trip");
        }
    }

    @Test
    void aBusyServiceIsAskedAgainWhenItSaysAndNothingIsLost() throws Exception {
        TestReadingsApi.Script script = request -> switch (request.number()) {
            case 0 -> new Answer(503, "", "0");
            case 1 -> new Answer(429, "", "0");
            case 2 -> throw new IOException("the connection breaks");
            default -> Answer.allAccepted(request.readings());
        };
        try (TestReadingsApi api = new TestReadingsApi(script)) {
            SimulationReport report = replay(api, 30, () -> "", Resources.EBIKE).run();
            assertThat(report.complete()).isTrue();
            assertThat(report.records().sent()).isEqualTo(20);
            assertThat(report.records().resent()).isEqualTo(60);
            assertThat(api.requests)
                    .hasSize(4)
                    .extracting(Request::readings)
                    .containsOnly(api.requests.peek().readings());
        }
    }

    @Test
    void duplicatesCountAsAcknowledgedAndRefusalsWithTheirReason() throws Exception {
        TestReadingsApi.Script script = request -> new Answer(200, """
                {"accepted":16,"duplicates":1,"refused":3,"trace":{"id":[1]},"outcomes":[
                  {"index":3,"outcome":"duplicate"},
                  {"index":4,"outcome":"refused","reason":"too_old","detail":"from 1970"},
                  {"index":5,"outcome":"refused","reason":"too_far_ahead"},
                  {"index":6,"outcome":"refused","reason":"too_old"}]}
                """, "");
        try (TestReadingsApi api = new TestReadingsApi(script)) {
            SimulationReport report = replay(api, 30, () -> "", Resources.EBIKE).run();
            assertThat(report.records().acknowledged()).isEqualTo(17);
            assertThat(report.records().duplicates()).isEqualTo(1);
            assertThat(report.records().refused()).isEqualTo(3);
            assertThat(report.records().lost()).isZero();
            assertThat(report.refusalReasons()).containsEntry("too_old", 2L).containsEntry("too_far_ahead", 1L);
        }
    }

    @Test
    void anExpiredTokenIsReplacedOnceAndAWrongOneRefusesTheReadings() throws Exception {
        AtomicInteger tokens = new AtomicInteger();
        TestReadingsApi.Script script = request -> request.authorization().equals("Bearer 2")
                ? Answer.allAccepted(request.readings())
                : new Answer(401, "", "");
        try (TestReadingsApi api = new TestReadingsApi(script)) {
            SimulationReport report = replay(api, 10, () -> "" + tokens.incrementAndGet(), Resources.EBIKE)
                    .run();
            assertThat(report.records().acknowledged()).isEqualTo(10);
            assertThat(report.refusalReasons()).containsEntry("http status 401", 10L);
        }
    }

    @Test
    void aFileWithAFuelRateGoesOverHttpAndAnotherOverTheStream() throws Exception {
        try (TestReadingsApi api = new TestReadingsApi(request -> Answer.allAccepted(request.readings()));
                TestStreamServer stream = new TestStreamServer(AUTHORITY, record -> Reaction.ACKNOWLEDGE)) {
            ReplaySettings settings = ReplaySettings.of(
                    List.of(Resources.PETROL, Resources.SCOOTER),
                    ReplaySettings.AS_FAST_AS_ACKNOWLEDGED,
                    stream.address(),
                    ApiSettings.of(api.baseUri()));
            SimulationReport report = new Replay(settings, AUTHORITY, () -> "", progress -> {}).run();
            assertThat(report.complete()).isTrue();
            assertThat(report.records().acknowledged()).isEqualTo(150);
            assertThat(stream.heard).hasSize(60);
            assertThat(api.requests).hasSize(3);
        }
    }

    @Test
    void withASpeedUpReadingsTravelWhenTheyAreDueAndNotOnlyInFullBatches() throws Exception {
        try (TestReadingsApi api = new TestReadingsApi(request -> Answer.allAccepted(request.readings()))) {
            ReplaySettings settings = settings(api, 200, 20, Resources.EBIKE);
            SimulationReport report = new Replay(settings, AUTHORITY, () -> "", progress -> {}).run();
            assertThat(report.complete()).isTrue();
            // 19 seconds of riding twenty times as fast, in batches of 200 ms.
            assertThat(report.sending().toMillis() / 1000.0).isCloseTo(1.0, within(0.9));
            assertThat(api.requests).hasSizeBetween(2, 10);
            assertThat(readings(api, "EBIKE-1"))
                    .extracting(reading -> reading.get("observed_at").asText())
                    .isSorted();
        }
    }

    private static Replay replay(
            TestReadingsApi api, int batch, java.util.function.Supplier<String> token, Path... files) {
        return new Replay(
                settings(api, batch, ReplaySettings.AS_FAST_AS_ACKNOWLEDGED, files), AUTHORITY, token, progress -> {});
    }

    private static ReplaySettings settings(TestReadingsApi api, int batch, double speedUp, Path... files) {
        return ReplaySettings.of(
                        List.of(files),
                        speedUp,
                        NO_STREAM,
                        new ApiSettings(api.baseUri(), batch, Duration.ofMillis(200)))
                .withProtocol(Protocol.HTTP)
                .withClient(
                        new ClientSettings(64, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(20)));
    }

    private static List<JsonNode> readings(TestReadingsApi api, String vehicle) {
        List<JsonNode> readings = new ArrayList<>();
        for (Request request : api.requests) {
            request.readings().forEach(reading -> {
                if (reading.get("vehicle_id").asText().equals(vehicle)) {
                    readings.add(reading);
                }
            });
        }
        return readings;
    }
}
