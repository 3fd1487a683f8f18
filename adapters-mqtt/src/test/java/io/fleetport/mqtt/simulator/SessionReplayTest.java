package io.fleetport.mqtt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SessionReplayTest {

    private static final Path DUNDEE = Path.of("src/test/resources/sessions/dundee/sessions.csv.gz");
    private static final Path DUNDEE_WEEK = Path.of("src/test/resources/sessions/dundee-week/sessions.csv");
    private static final Path EPFL = Path.of("src/test/resources/sessions/epfl/sessions.csv.gz");
    private static final ZoneId SCOTLAND = ZoneId.of("Europe/London");

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

    @Test
    void threeMonthsOfACityArriveCompleteAndInOrder() throws Exception {
        try (Observer observer = new Observer(broker, authority)) {
            StationReport report = replay(DUNDEE, SCOTLAND);

            assertThat(report.stations()).isEqualTo(57);
            assertThat(report.rows().sent()).isEqualTo(16_773);
            assertThat(report.rows().passedOver()).isZero();
            int events = 2 * 16_773 - 114;
            assertThat(report.messages().planned()).isEqualTo(events);
            assertThat(report.messages().acknowledged()).isEqualTo(events);
            assertThat(report.messages().lost()).isZero();
            assertThat(report.complete()).isTrue();
            await().until(() -> observer.on("events").size() == events);
            for (List<Observer.Heard> told : byStation(observer.on("events")).values()) {
                assertInOrder(told);
            }
            List<JsonNode> ends = ofType(observer, "session_ended");
            assertThat(ofType(observer, "session_started")).hasSize(16_773);
            assertThat(ends).hasSize(16_773 - 114);
            assertThat(ends.stream()
                            .filter(end -> end.get("energy_kwh").asDouble() < 0)
                            .count())
                    .isEqualTo(12);
            observer.all().forEach(WireForm::check);
        }
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void aFastChargerTellsStateOfChargeAndPeakPower(ProtocolVersion version) throws Exception {
        try (Observer observer = new Observer(broker, authority)) {
            StationReport report = new SessionReplay(
                            SessionReplaySettings.of(
                                    List.of(EPFL),
                                    SessionReplaySettings.AS_FAST_AS_ACKNOWLEDGED,
                                    broker.clients().withVersion(version)),
                            authority,
                            progress -> {})
                    .run();

            assertThat(report.messages().acknowledged()).isEqualTo(2 * 485);
            await().until(() -> observer.of("EPFL", "events").size() == 2 * 485);
            assertInOrder(observer.of("EPFL", "events"));
            JsonNode start = event(observer, "278:start");
            assertThat(start.get("timestamp").asText()).isEqualTo("2022-08-11T23:33:00Z");
            assertThat(start.get("connector_id").asText()).isEqualTo("CCS1");
            assertThat(start.get("soc_percent").asDouble()).isEqualTo(25.9994946);
            assertThat(start.has("rated_kw")).isFalse();
            JsonNode end = event(observer, "278:end");
            assertThat(end.get("energy_kwh").asDouble()).isEqualTo(9.632);
            assertThat(end.get("soc_percent").asDouble()).isEqualTo(35.9994946);
            assertThat(end.get("peak_kw").asDouble()).isEqualTo(168.393);
            assertThat(ofType(observer, "session_meter")).isEmpty();
            observer.all().forEach(WireForm::check);
        }
    }

    @Test
    void theSameFileTwiceIsTheSameMessagesTwice() throws Exception {
        List<Map<String, List<Observer.Heard>>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (Observer observer = new Observer(broker, authority)) {
                StationReport report = replay(DUNDEE_WEEK, SCOTLAND);
                assertThat(report.messages().planned()).isEqualTo(599);
                await().until(() -> observer.on("events").size() == 599);
                runs.add(byStation(observer.on("events")));
            }
        }

        assertThat(runs.get(0)).hasSize(4).isEqualTo(runs.get(1));
    }

    @Test
    void aRatingIsToldWhereTheModelNamesOneAndTimesAreThoseOfThePlace() throws Exception {
        try (Observer observer = new Observer(broker, authority)) {
            replay(DUNDEE_WEEK, SCOTLAND);

            await().until(() -> observer.on("events").size() == 599);
            Map<String, List<Observer.Heard>> told = byStation(observer.on("events"));
            assertThat(told.get("51087").getFirst().json().get("rated_kw").asDouble())
                    .isEqualTo(7);
            assertThat(told.get("51548").getFirst().json().get("rated_kw").asDouble())
                    .isEqualTo(50);
            assertThat(told.get("50692").getFirst().json().has("rated_kw")).isFalse();
            assertThat(told.get("51198").getFirst().json().get("timestamp").asText())
                    .endsWith("+01:00");
        }
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void whatWasNotAcknowledgedIsSentAgainWhetherTheSessionIsKnownOrNot(ProtocolVersion version) throws Exception {
        for (boolean forgotten : new boolean[] {false, true}) {
            broker.breakAtEveryTenth(topic -> topic.endsWith("EPFL/events"), forgotten);
            try (Observer observer = new Observer(broker, authority)) {
                StationReport report = new SessionReplay(
                                SessionReplaySettings.of(
                                        List.of(firstSessions(30)),
                                        SessionReplaySettings.AS_FAST_AS_ACKNOWLEDGED,
                                        broker.clients().withVersion(version).withWindow(5)),
                                authority,
                                progress -> {})
                        .run();

                assertThat(report.messages().acknowledged()).isEqualTo(60);
                assertThat(report.messages().lost()).isZero();
                assertThat(report.messages().resent()).isGreaterThanOrEqualTo(6);
                assertThat(report.connections().lost()).isEqualTo(6);
                await().until(() ->
                        observer.of("EPFL", "events").stream().distinct().count() == 60);
                assertThat(observer.of("EPFL", "status"))
                        .extracting(Observer.Heard::text)
                        .contains("{\"station_id\":\"EPFL\",\"online\":false}");
            } finally {
                broker.breakAtEveryTenth(topic -> false, false);
            }
        }
    }

    @Test
    void aRefusedMessageIsCountedWithItsReasonAndNotSentAgain() throws Exception {
        broker.refuse(topic -> topic.endsWith("EPFL/events"));
        try {
            StationReport report = replay(EPFL, SCOTLAND);

            assertThat(report.messages().refused()).isEqualTo(2 * 485);
            assertThat(report.messages().lost()).isZero();
            assertThat(report.refusalReasons()).isEqualTo(Map.of("quota_exceeded", 2L * 485));
            assertThat(report.complete()).isFalse();
        } finally {
            broker.refuse(topic -> false);
        }
    }

    @Test
    void aStationSaysThatItIsThereAndSaysGoodbye() throws Exception {
        try (Observer observer = new Observer(broker, authority)) {
            replay(EPFL, SCOTLAND);

            await().until(() -> observer.of("EPFL", "status").size() >= 2);
            assertThat(observer.of("EPFL", "status").stream()
                            .filter(status -> !status.retained())
                            .map(Observer.Heard::text))
                    .containsExactly(
                            "{\"station_id\":\"EPFL\",\"online\":true}", "{\"station_id\":\"EPFL\",\"online\":false}");
        }
        try (Observer later = new Observer(broker, authority)) {
            await().until(() -> later.of("EPFL", "status").size() == 1);
            assertThat(later.of("EPFL", "status").getFirst().retained()).isTrue();
            assertThat(later.of("EPFL", "status")
                            .getFirst()
                            .json()
                            .get("online")
                            .asBoolean())
                    .isFalse();
        }
    }

    @Test
    void rowsThatCannotBeReadAreCountedAndPassedOver(@TempDir Path files) throws Exception {
        Path broken = Files.writeString(files.resolve("broken.csv"), """
                station_id,session_id,connector,start,end,energy_kwh
                S-1,1,A,2024-01-01 08:00:00,2024-01-01 09:00:00,7.5
                S-1,1,A,2024-01-01 08:00:00,2024-01-01 09:00:00,7.5
                S-1,2,A,yesterday,2024-01-01 09:00:00,7.5
                S 1,3,A,2024-01-01 08:00:00,2024-01-01 09:00:00,7.5
                S-1,4,A,2024-01-01 08:00:00
                S-1,5,A,2024-01-01 10:00:00,,
                S-1,6,,2024-01-01 10:00:00,,
                S-1,7,A,2024-01-01 10:00:00,2024-01-01 11:00:00,much
                """);

        StationReport report = replay(broken, SCOTLAND);

        assertThat(report.messages().acknowledged()).isEqualTo(3);
        assertThat(report.rows().sent()).isEqualTo(2);
        assertThat(report.rows().passedOver()).isEqualTo(6);
        assertThat(report.rows().first().getFirst()).isEqualTo("broken.csv line 3: session 1 is there twice");
        assertThat(report.lines()).contains("rows           2 sent, 6 passed over");
    }

    private static StationReport replay(Path file, ZoneId zone) throws Exception {
        return new SessionReplay(
                        SessionReplaySettings.of(
                                        List.of(file), SessionReplaySettings.AS_FAST_AS_ACKNOWLEDGED, broker.clients())
                                .withZone(zone),
                        authority,
                        progress -> {})
                .run();
    }

    private static Path firstSessions(int sessions) throws Exception {
        Path cut = Files.createTempFile(folder, "cut", ".csv");
        try (var all = new java.io.BufferedReader(
                new java.io.InputStreamReader(new java.util.zip.GZIPInputStream(Files.newInputStream(EPFL))))) {
            Files.write(cut, all.lines().limit(sessions + 1L).toList());
        }
        return cut;
    }

    private static Map<String, List<Observer.Heard>> byStation(List<Observer.Heard> events) {
        Map<String, List<Observer.Heard>> told = new TreeMap<>();
        events.forEach(event -> told.computeIfAbsent(event.stationId(), unused -> new ArrayList<>())
                .add(event));
        return told;
    }

    private static void assertInOrder(List<Observer.Heard> events) {
        Instant last = Instant.MIN;
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i).json();
            assertThat(event.get("sequence").asLong()).isEqualTo(i + 1);
            Instant at = OffsetDateTime.parse(event.get("timestamp").asText()).toInstant();
            assertThat(at).isAfterOrEqualTo(last);
            last = at;
        }
    }

    private static JsonNode event(Observer observer, String eventId) {
        return observer.on("events").stream()
                .map(Observer.Heard::json)
                .filter(event -> event.get("event_id").asText().equals(eventId))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> ofType(Observer observer, String type) {
        return observer.on("events").stream()
                .map(Observer.Heard::json)
                .filter(event -> event.get("type").asText().equals(type))
                .toList();
    }
}
