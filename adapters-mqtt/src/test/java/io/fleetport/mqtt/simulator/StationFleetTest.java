package io.fleetport.mqtt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StationFleetTest {

    /** No disconnects, and clocks that are right. */
    private static final StationHabits CALM =
            new StationHabits(60, 6, 0.04, 0.01, 0.5, 0, Duration.ZERO, Duration.ZERO);

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static TestBroker broker;

    private Observer observer;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority();
        broker = TestBroker.start(folder, authority);
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @BeforeEach
    void observe() throws Exception {
        observer = new Observer(broker, authority);
    }

    @AfterEach
    void leave() throws Exception {
        observer.close();
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void halfADayOfAFewStationsArrivesCompleteThroughBrokenConnections(ProtocolVersion version) {
        StationHabits restless =
                new StationHabits(80, 8, 0.05, 0.02, 3, 12, Duration.ofMillis(300), Duration.ofSeconds(3));
        StationFleetSettings settings = StationFleetSettings.of(
                        5, Duration.ofSeconds(60), broker.clients().withVersion(version))
                .withHabits(restless)
                .from(Duration.ofHours(12), 3600 * 2)
                .withDuration(Duration.ofSeconds(8));

        StationReport report = new StationFleet(settings, authority, progress -> {}).run();

        assertThat(report.messages().lost()).isZero();
        assertThat(report.complete()).isTrue();
        assertThat(report.interrupted()).isFalse();
        assertThat(report.connections().lost()).isPositive();
        assertThat(report.sentByTopic().get("telemetry")).isGreaterThanOrEqualTo(5 * 720);
        await().until(() -> observer.on("events").stream().distinct().count()
                == report.sentByTopic().get("events"));
        observer.all().forEach(WireForm::check);
        assertThat(sequences()).hasSize(5).allSatisfy((station, sequences) -> assertThat(sequences)
                .isEqualTo(firstNumbers(sequences.size())));
        assertThat(observer.on("status"))
                .extracting(status -> status.json().get("online").asBoolean())
                .contains(true, false);
        Instant soon = Instant.now().plusSeconds(10);
        assertThat(observer.on("telemetry"))
                .allMatch(message ->
                        Instant.parse(message.json().get("timestamp").asText()).isBefore(soon));
    }

    @Test
    void commandsAreCarriedOutOnceAndAnswered() throws Exception {
        StationFleet fleet = calmFleet(1);
        CompletableFuture<StationReport> running = CompletableFuture.supplyAsync(fleet::run);
        await().until(() -> !observer.of("S-0001", "slots").isEmpty());
        JsonNode slot =
                observer.of("S-0001", "slots").getFirst().json().get("slots").get(0);
        String slotId = slot.get("slot_id").asText();
        Instant later = Instant.now().plusSeconds(600);

        command("c-1", "lock", "\"slot_id\":\"" + slotId + "\"", later);
        command("c-1", "lock", "\"slot_id\":\"" + slotId + "\"", later);
        command("c-2", "unlock", "\"slot_id\":\"" + slotId + "\"", later);
        command("c-3", "set_charge_limit", "\"limit_percent\":10,\"slot_id\":\"" + slotId + "\"", later);
        command("c-4", "reserve_slot", "\"slot_id\":\"" + slotId + "\"", later);
        command("c-5", "reserve_slot", "\"slot_id\":\"" + slotId + "\"", later);
        command("c-6", "release", "\"slot_id\":\"" + slotId + "\"", later);
        command("c-7", "reserve_pack", "\"pack_id\":\"" + slot.get("pack_id").asText() + "\"", later);
        command("c-8", "lock", "\"connector_id\":\"none\"", later);
        command("c-9", "dance", "\"slot_id\":\"1\"", later);
        command("c-10", "lock", "\"slot_id\":\"1\"", Instant.now().minusSeconds(1));
        command("c-11", "restart", "\"slot_id\":\"1\"", later);

        await().until(() ->
                results().containsKey("c-11") && results().get("c-11").contains("completed"));
        fleet.stop();
        StationReport report = running.get();
        assertThat(results())
                .containsEntry("c-1", List.of("completed"))
                .containsEntry("c-2", List.of("completed"))
                .containsEntry("c-3", List.of("completed"))
                .containsEntry("c-4", List.of("completed"))
                .containsEntry("c-5", List.of("rejected"))
                .containsEntry("c-6", List.of("completed"))
                .containsEntry("c-7", List.of("completed"))
                .containsEntry("c-8", List.of("rejected"))
                .containsEntry("c-9", List.of("rejected"))
                .containsEntry("c-10", List.of("expired"))
                .containsEntry("c-11", List.of("accepted", "completed"));
        assertThat(states(slotId)).containsSubsequence("locked", "ready", "reserved", "ready", "reserved");
        observer.all().forEach(WireForm::check);
        assertThat(report.commands()).isEqualTo(12);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void aRestartedStationBreaksOffAndCountsFromOneUnderAGreaterNumber() throws Exception {
        StationHabits busy = new StationHabits(2000, 500, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);
        StationFleet fleet = new StationFleet(
                StationFleetSettings.of(1, Duration.ofSeconds(1), broker.clients())
                        .withHabits(busy)
                        .from(Duration.ofHours(1), 1000),
                authority,
                progress -> {});
        CompletableFuture<StationReport> running = CompletableFuture.supplyAsync(fleet::run);
        await().until(() -> !observer.of("S-0001", "events").isEmpty());

        command("r-1", "restart", "\"x\":1", Instant.now().plusSeconds(600));

        await().atMost(Duration.ofSeconds(60)).until(() -> boots().size() == 2);
        fleet.stop();
        running.get();
        assertThat(observer.of("S-0001", "status"))
                .extracting(status -> status.json().get("online").asBoolean())
                .contains(false);
        JsonNode firstOfSecond = observer.of("S-0001", "events").stream()
                .map(Observer.Heard::json)
                .filter(event -> event.get("boot").asLong() == boots().getLast())
                .findFirst()
                .orElseThrow();
        assertThat(firstOfSecond.get("sequence").asLong()).isOne();
    }

    @Test
    void aStationThatIsStoppedSaysGoodbye() throws Exception {
        StationFleet fleet = calmFleet(3);
        CompletableFuture<StationReport> running = CompletableFuture.supplyAsync(fleet::run);
        await().until(() -> observer.on("telemetry").size() >= 3);

        fleet.stop();

        assertThat(running.get().complete()).isTrue();
        for (String station : StationFleet.stationIds(3)) {
            await().until(() -> !observer.of(station, "status")
                    .getLast()
                    .json()
                    .get("online")
                    .asBoolean());
        }
    }

    private static StationFleet calmFleet(int stations) {
        return new StationFleet(
                StationFleetSettings.of(stations, Duration.ofSeconds(1), broker.clients())
                        .withHabits(CALM),
                authority,
                progress -> {});
    }

    private void command(String id, String name, String members, Instant expiresAt) throws Exception {
        observer.command(
                "S-0001",
                "{\"command_id\":\"" + id + "\",\"command\":\"" + name + "\"," + members + ",\"issued_at\":\""
                        + Instant.now() + "\",\"expires_at\":\"" + expiresAt + "\"}");
    }

    private Map<String, List<String>> results() {
        return observer.on("commands/results").stream()
                .map(Observer.Heard::json)
                .collect(Collectors.groupingBy(
                        result -> result.get("command_id").asText(),
                        TreeMap::new,
                        Collectors.mapping(result -> result.get("outcome").asText(), Collectors.toList())));
    }

    private List<String> states(String slotId) {
        return observer.of("S-0001", "slots").stream()
                .flatMap(message -> message.json().get("slots").valueStream())
                .filter(slot -> slot.get("slot_id").asText().equals(slotId))
                .map(slot -> slot.get("state").asText())
                .toList();
    }

    private List<Long> boots() {
        return observer.of("S-0001", "events").stream()
                .map(event -> event.json().get("boot").asLong())
                .distinct()
                .sorted()
                .toList();
    }

    /** The numbers of events heard of each station. */
    private Map<String, TreeSet<Long>> sequences() {
        return observer.on("events").stream()
                .collect(Collectors.groupingBy(
                        Observer.Heard::stationId,
                        Collectors.mapping(
                                event -> event.json().get("sequence").asLong(),
                                Collectors.toCollection(TreeSet::new))));
    }

    private static TreeSet<Long> firstNumbers(int count) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (long i = 1; i <= count; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
