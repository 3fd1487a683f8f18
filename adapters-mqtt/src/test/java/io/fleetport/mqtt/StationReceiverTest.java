package io.fleetport.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.station.DirectorySettings;
import io.fleetport.application.station.StationDirectory;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StationReceiverTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final OrganizationId OPERATOR = new OrganizationId("operator");
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:09Z");
    private static final String ONLINE = "{\"station_id\": \"S-1\", \"online\": true}";
    private static final String VIN = "5YJ3E1EA0PF000001";

    private final SwitchableStations stations = new SwitchableStations();
    private final HeldIntake intake = new HeldIntake();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final List<StationDirectory> opened = new ArrayList<>();
    private volatile boolean keysAway;

    private final Pseudonyms pseudonyms = (organization, scheme, name) -> {
        if (keysAway) {
            throw new PortUnavailable("the keys are away", new IllegalStateException("switched off"));
        }
        return new VehicleId(new UUID(scheme.hashCode(), name.hashCode()));
    };

    @AfterEach
    void close() {
        opened.forEach(StationDirectory::close);
    }

    @Test
    void aMessageIsHandedOnUnderItsStationsOrganization() {
        assertThat(offer(receiver(), "ev/station/S-1/status", ONLINE)).isTrue();

        assertThat(intake.taken()).singleElement().satisfies(delivery -> {
            assertThat(delivery.subject()).isEqualTo(new StationKey(ACME, new StationId("S-1")));
            assertThat(delivery.source()).isEqualTo("mqtt");
            assertThat(delivery.receivedAt()).isEqualTo(NOW);
            assertThat(delivery.content()).isEqualTo(new Delivery.StationSaid(new StationMessage.Presence(NOW, true)));
            assertThat(delivery.raw()).asString(StandardCharsets.UTF_8).isEqualTo(ONLINE);
        });
    }

    @Test
    void aMessageIsAcknowledgedOnceItIsSettledAndThenCounted() {
        offer(receiver(), "ev/station/S-1/status", ONLINE);
        offer(receiver(), "ev/station/S-1/status", "{");

        assertThat(acknowledged).hasValue(0);
        intake.settleAll();
        assertThat(acknowledged).hasValue(2);
        assertThat(counted("status", "accepted")).isEqualTo(1);
        assertThat(counted("status", "dead_letter")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ev/station/S-1/telemetry, {, UNDECODABLE, the message is not JSON",
        "ev/station/S-1/status, '{\"station_id\": \"S-2\", \"online\": true}', WRONG_IDENTITY, station_id is \"S-2\"",
        "ev/station/S-1/other, {}, UNKNOWN_TOPIC, stations say nothing on the topic \"ev/station/S-1/other\"",
        "ev/station/S-1, {}, UNKNOWN_TOPIC, stations say nothing on the topic \"ev/station/S-1\"",
        "ev/station/S-1/telemetry/x, {}, UNKNOWN_TOPIC, stations say nothing on the topic"
    })
    void whatCannotBeUsedIsKeptForTheStationsOrganization(
            String topic, String payload, DeadLetterReason reason, String detail) {
        assertThat(offer(receiver(), topic, payload)).isTrue();

        Delivery delivery = intake.taken().getFirst();
        assertThat(delivery.subject()).isEqualTo(new StationKey(ACME, new StationId("S-1")));
        assertThat(refusal(delivery).reason()).isEqualTo(reason);
        assertThat(refusal(delivery).detail()).startsWith(detail);
        assertThat(delivery.raw()).asString(StandardCharsets.UTF_8).isEqualTo(payload);
    }

    @Test
    void aMessageOverTheLimitIsKeptAsTooLarge() {
        offer(receiver(), "ev/station/S-1/status", ONLINE + " ".repeat(64 << 10));

        assertThat(refusal(intake.taken().getFirst()).reason()).isEqualTo(DeadLetterReason.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "ev/station/S 1/telemetry",
        "ev/station//telemetry",
        "ev/station/",
        "ev/station",
        "ev/stations/S-1/telemetry",
        "/ev/station/S-1/telemetry",
        "x"
    })
    void aTopicThatNamesNoStationIsKeptForTheOperator(String topic) {
        assertThat(offer(receiver(), topic, ONLINE)).isTrue();

        Delivery delivery = intake.taken().getFirst();
        assertThat(delivery.subject()).isEqualTo(new StationKey(OPERATOR, new StationId("unknown")));
        assertThat(refusal(delivery).reason()).isEqualTo(DeadLetterReason.UNKNOWN_TOPIC);
        intake.settleAll();
        assertThat(acknowledged).hasValue(1);
    }

    @Test
    void aStationOfNobodyIsKeptForTheOperator() {
        StationReceiver receiver = receiver();
        await().until(() -> offer(receiver, "ev/station/S-9/status", ONLINE));

        Delivery delivery = intake.taken().getFirst();
        assertThat(delivery.subject()).isEqualTo(new StationKey(OPERATOR, new StationId("S-9")));
        assertThat(refusal(delivery).reason()).isEqualTo(DeadLetterReason.NOT_REGISTERED);
    }

    @Test
    void aNewcomersMessageIsUsedWhereNewcomersAreTaken() {
        StationReceiver receiver = receiver(new OrganizationId("demo"));
        String topic = "ev/station/S-9/status";
        await().until(() -> offer(receiver, topic, ONLINE.replace("S-1", "S-9")));

        Delivery delivery = intake.taken().getFirst();
        assertThat(delivery.organization()).isEqualTo(new OrganizationId("demo"));
        assertThat(delivery.content()).isInstanceOf(Delivery.StationSaid.class);
    }

    @Test
    void aClearedStatusAndWhatIsSaidToStationsAreIgnored() {
        assertThat(offer(receiver(), "ev/station/S-1/status", "")).isTrue();
        assertThat(offer(receiver(), "ev/station/S-1/commands", "{}")).isTrue();

        assertThat(acknowledged).hasValue(2);
        assertThat(intake.taken()).isEmpty();
        assertThat(counted("status", "ignored")).isEqualTo(1);
        assertThat(counted("other", "ignored")).isEqualTo(1);
    }

    @Test
    void withoutRoomNothingIsTakenUntilThereIs() {
        StationReceiver receiver = receiver();
        intake.room(0);
        List<String> resumed = new ArrayList<>();

        assertThat(offer(receiver, "ev/station/S-1/status", ONLINE)).isFalse();
        receiver.whenRoom("ev/station/S-1/status", () -> resumed.add("S-1"));
        assertThat(resumed).isEmpty();
        intake.room(1);

        assertThat(resumed).containsExactly("S-1");
        assertThat(intake.awaited()).containsExactly(new StationKey(ACME, new StationId("S-1")));
        assertThat(acknowledged).hasValue(0);
    }

    @Test
    void whileTheStoreIsAwayAnUnknownStationWaitsAndIsNotTakenForANewcomer() {
        StationReceiver receiver = receiver(new OrganizationId("demo"));
        stations.own("S-5", "acme");
        stations.away(true);
        String topic = "ev/station/S-5/status";
        List<String> resumed = new CopyOnWriteArrayList<>();

        assertThat(offer(receiver, topic, ONLINE.replace("S-1", "S-5"))).isFalse();
        receiver.whenRoom(topic, () -> resumed.add("S-5"));
        assertThat(resumed).isEmpty();
        stations.away(false);

        await().untilAsserted(() -> assertThat(resumed).containsExactly("S-5"));
        assertThat(offer(receiver, topic, ONLINE.replace("S-1", "S-5"))).isTrue();
        assertThat(intake.taken().getFirst().organization()).isEqualTo(ACME);
    }

    @Test
    void whileTheKeysOfPseudonymsAreAwayAMessageThatNeedsThemWaits() {
        StationReceiver receiver = receiver();
        String topic = "ev/station/S-1/events";
        List<String> resumed = new CopyOnWriteArrayList<>();
        keysAway = true;

        assertThat(offer(receiver, topic, swap(VIN))).isFalse();
        receiver.whenRoom(topic, () -> resumed.add("S-1"));
        await().untilAsserted(() -> assertThat(resumed).containsExactly("S-1"));
        keysAway = false;

        assertThat(offer(receiver, topic, swap(VIN))).isTrue();
    }

    @Test
    void noVinIsLeftInWhatIsHandedOn() {
        offer(receiver(), "ev/station/S-1/events", swap(VIN));
        offer(receiver(), "ev/station/S-1/events", swap("5YJ3E1EA0PF00000\\u0031"));
        offer(receiver(), "ev/station/S-1/events", "{" + VIN);
        offer(receiver(), "ev/station/" + VIN + "!/events", "{" + VIN);

        assertThat(intake.taken()).hasSize(4).allSatisfy(delivery -> {
            assertThat(delivery.raw()).asString(StandardCharsets.UTF_8).contains("*****************");
            assertThat(delivery.raw()).asString(StandardCharsets.UTF_8).doesNotContain("5YJ3E1EA0PF0000");
            assertThat(delivery.toString()).doesNotContain(VIN);
        });
    }

    @Test
    void whatTheBrokerRefusedIsKeptForTheCertificatesStation() {
        receiver().refused("S-1", "ev/station/S-2/status", ONLINE.getBytes(StandardCharsets.UTF_8));

        Delivery delivery = intake.taken().getFirst();
        assertThat(delivery.subject()).isEqualTo(new StationKey(ACME, new StationId("S-1")));
        assertThat(refusal(delivery))
                .isEqualTo(new Delivery.Unusable(
                        DeadLetterReason.WRONG_IDENTITY,
                        "the certificate of \"S-1\" may not publish to \"ev/station/S-2/status\""));
    }

    @Test
    void whatTheBrokerRefusedWaitsForRoomUpToALimit() {
        StationReceiver receiver = receiver();
        intake.room(0);
        for (int i = 0; i < 5; i++) {
            receiver.refused("S-1", "ev/station/S-2/status", new byte[] {'{'});
        }
        assertThat(intake.taken()).isEmpty();

        intake.room(100);

        await().until(() -> intake.taken().size() == 3);
        assertThat(counted("refused", "dropped")).isEqualTo(2);
        receiver.refused("not a station", "x", new byte[0]);
        assertThat(intake.taken().getLast().subject()).isEqualTo(new StationKey(OPERATOR, new StationId("unknown")));
    }

    private static String swap(String vehicle) {
        return "{\"station_id\": \"S-1\", \"event_id\": \"e-1\", \"sequence\": 1, \"timestamp\": \"2026-01-31T08:00:00Z\","
                + " \"type\": \"swap_started\", \"swap_id\": \"w-1\", \"vehicle\": \"" + vehicle + "\"}";
    }

    private boolean offer(StationReceiver receiver, String topic, String payload) {
        return receiver.offer(topic, payload.getBytes(StandardCharsets.UTF_8), NOW, acknowledged::incrementAndGet);
    }

    private static Delivery.Unusable refusal(Delivery delivery) {
        return (Delivery.Unusable) delivery.content();
    }

    private double counted(String kind, String outcome) {
        Counter counter = meters.find("fleetport.stations.messages")
                .tags("kind", kind, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private StationReceiver receiver() {
        return receiver(null);
    }

    private StationReceiver receiver(@Nullable OrganizationId newcomers) {
        stations.own("S-1", "acme");
        StationDirectory directory = StationDirectory.open(
                stations, new DirectorySettings(newcomers, Duration.ofMinutes(1), Duration.ofMillis(5)));
        opened.add(directory);
        return new StationReceiver(
                new ReceiverSettings("ev/station", 64 << 10, OPERATOR, 3, Duration.ofMillis(5)),
                directory,
                pseudonyms,
                intake,
                Clock.fixed(NOW, ZoneOffset.UTC),
                meters);
    }
}
