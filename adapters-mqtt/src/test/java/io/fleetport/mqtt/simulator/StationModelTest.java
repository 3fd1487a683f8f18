package io.fleetport.mqtt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StationModelTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-01-30T00:00:00Z");
    private static final StationFleetSettings SETTINGS =
            StationFleetSettings.of(1, Duration.ofSeconds(30), ClientSettings.of("localhost", 1));

    /** A station without a broker. */
    private static final class Alone implements Journal.Sink, StationModel.Line {
        final List<Observer.Heard> said = new ArrayList<>();
        final List<Instant> times = new ArrayList<>();
        final List<Duration> drops = new ArrayList<>();
        final StationModel model;

        Alone(StationFleetSettings settings) {
            model = new StationModel("S-0001", settings, MIDNIGHT, Duration.ofSeconds(7), this, this);
        }

        Alone liveUntil(Instant until) {
            while (model.hasDue(until)) {
                model.runNext();
            }
            return this;
        }

        List<JsonNode> on(String topic) {
            return said.stream()
                    .filter(message -> message.topic().equals(topic))
                    .map(Observer.Heard::json)
                    .toList();
        }

        @Override
        public void say(String topic, Instant at, byte[] payload) {
            said.add(new Observer.Heard("S-0001", topic, false, new String(payload, StandardCharsets.UTF_8)));
            times.add(at);
        }

        @Override
        public void drop(Duration away) {
            drops.add(away);
        }
    }

    @Test
    void everythingAStationSaysInTwoDaysHasTheFormOfTheWire() {
        Alone station = new Alone(SETTINGS).liveUntil(MIDNIGHT.plus(Duration.ofDays(2)));

        station.said.forEach(WireForm::check);
        assertThat(station.on("telemetry")).hasSize(2 * 2880);
        assertThat(station.on("slots")).hasSizeGreaterThan(2 * 1440);
        assertThat(station.on("events").stream().map(event -> event.get("type").asText()))
                .contains(
                        "swap_started",
                        "swap_completed",
                        "swap_aborted",
                        "pack_in",
                        "pack_out",
                        "session_started",
                        "session_meter",
                        "session_ended",
                        "fault_raised",
                        "fault_cleared");
        assertThat(station.times).isSorted();
    }

    @Test
    void eventsAreNumberedWithoutAHole() {
        List<JsonNode> events =
                new Alone(SETTINGS).liveUntil(MIDNIGHT.plus(Duration.ofDays(1))).on("events");

        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).get("sequence").asLong()).isEqualTo(i + 1);
            assertThat(events.get(i).get("boot").asLong())
                    .isEqualTo(events.getFirst().get("boot").asLong());
        }
        assertThat(events.stream().map(event -> event.get("event_id").asText()).distinct())
                .hasSameSizeAs(events);
    }

    @Test
    void theSameSeedMakesTheSameDayAndAnotherSeedAnother() {
        Instant evening = MIDNIGHT.plus(Duration.ofHours(20));

        List<Observer.Heard> once = new Alone(SETTINGS).liveUntil(evening).said;
        Alone inSteps = new Alone(SETTINGS);
        for (Instant until = MIDNIGHT; until.isBefore(evening); until = until.plusSeconds(3)) {
            inSteps.liveUntil(until);
        }
        inSteps.liveUntil(evening);

        assertThat(inSteps.said).isEqualTo(once);
        assertThat(new Alone(SETTINGS.withSeed(2)).liveUntil(evening).said).isNotEqualTo(once);
    }

    @Test
    void noPackIsLostOrDoubledAndMetersOnlyGrow() {
        Alone station = new Alone(SETTINGS).liveUntil(MIDNIGHT.plus(Duration.ofDays(2)));

        Map<String, String> packInSlot = new HashMap<>();
        for (JsonNode message : station.on("slots")) {
            message.get("slots")
                    .forEach(slot -> packInSlot.put(
                            slot.get("slot_id").asText(), slot.path("pack_id").asText("")));
            Set<String> seen = new HashSet<>();
            packInSlot.values().stream().filter(pack -> !pack.isEmpty()).forEach(pack -> assertThat(seen.add(pack))
                    .as("%s twice in %s", pack, message)
                    .isTrue());
        }
        assertThat(packInSlot.size()).isBetween(8, 20);
        double energy = 0;
        for (JsonNode telemetry : station.on("telemetry")) {
            assertThat(telemetry.get("energy_kwh").asDouble()).isGreaterThanOrEqualTo(energy);
            energy = telemetry.get("energy_kwh").asDouble();
        }
    }

    @Test
    void aSessionsEnergyIsWhatItsMeterCountedAndItsPowerIsWithinTheRating() {
        List<JsonNode> events =
                new Alone(SETTINGS).liveUntil(MIDNIGHT.plus(Duration.ofDays(3))).on("events");

        Map<String, JsonNode> starts = new HashMap<>();
        int ended = 0;
        for (JsonNode event : events) {
            String type = event.get("type").asText();
            if (type.equals("session_started")) {
                starts.put(event.get("session_id").asText(), event);
            } else if (type.equals("session_ended")) {
                JsonNode start = starts.get(event.get("session_id").asText());
                double counted = event.get("meter_kwh").asDouble()
                        - start.get("meter_kwh").asDouble();
                assertThat(event.get("energy_kwh").asDouble()).isCloseTo(counted, within(0.002));
                assertThat(event.get("peak_kw").asDouble())
                        .isPositive()
                        .isLessThanOrEqualTo(start.get("rated_kw").asDouble());
                ended++;
            }
        }
        assertThat(ended).isGreaterThan(10);
    }

    @Test
    void aBatteryTakesFullPowerFirstAndThenEverLess() {
        Battery battery = new Battery(50, 50);

        assertThat(battery.powerKw(0.2)).isEqualTo(50);
        assertThat(battery.powerKw(0.9)).isCloseTo(25, within(1e-9));
        assertThat(battery.socAfter(0.2, 1800)).isCloseTo(0.7, within(1e-9));
        double inOneStep = battery.socAfter(0.7, 1800);
        double soc = 0.7;
        for (int i = 0; i < 1800; i++) {
            soc = battery.socAfter(soc, 1);
        }
        assertThat(inOneStep).isCloseTo(soc, within(1e-9)).isLessThan(1);
    }

    @Test
    void vehiclesComeAtTheRateAskedForAndMostOfThemInTheRushHours() {
        RushHours rush = new RushHours(ZoneOffset.UTC);
        SplittableRandom random = new SplittableRandom(1);
        int[] byHour = new int[24];
        Instant at = MIDNIGHT;
        Instant end = MIDNIGHT.plus(Duration.ofDays(200));
        int count = 0;
        for (at = rush.next(at, 60, random); at.isBefore(end); at = rush.next(at, 60, random)) {
            byHour[at.atZone(ZoneOffset.UTC).getHour()]++;
            count++;
        }

        assertThat(count / 200.0).isCloseTo(60, within(2.5));
        assertThat(byHour[8]).isGreaterThan(3 * byHour[3]).isGreaterThan(byHour[12]);
        assertThat(byHour[18]).isGreaterThan(3 * byHour[3]).isGreaterThan(byHour[14]);
    }
}
