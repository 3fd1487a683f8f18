package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Really recorded charging sessions go through MQTT, process to process, while the server with its broker is killed and the
 * database stands still; then they are sent once more. They come out as the recorded station-days.
 */
@Order(1)
class RecordedSessionsIT {

    private static final double TOLERANCE = 0.005;

    @TempDir
    Path home;

    /** A line of the ground truth. */
    private record Day(String station, String date, int sessions, double energyKwh, double occupiedMin, int peakBusy) {}

    @Test
    void stationDaysAgreeWithTheGroundTruthWhateverFallsOverMeanwhile() throws Exception {
        Launcher launcher = new Launcher(home);
        String dundee = file("dundee", home).toString();
        String epfl = file("epfl", home).toString();
        Random moments = new Random();
        try (ServerProcess server = ServerProcess.start(launcher, home)) {
            Path log = home.resolve("simulate.log");
            String[] words = {
                "simulate", "stations", "--data", server.data().toString(), "--speed", "max", "--replay", dundee, epfl
            };
            Process replay = launcher.start(log, words);
            server.awaitSome("/api/v1/stations?limit=1", "stations");
            for (int kill = 0; kill < 3 && replay.isAlive(); kill++) {
                replay.waitFor(1_500 + moments.nextInt(2_000), TimeUnit.MILLISECONDS);
                server.killHard();
                server.restart();
            }
            replay.waitFor(1, TimeUnit.SECONDS);
            server.pauseDatabase(true);
            replay.waitFor(30, TimeUnit.SECONDS);
            server.pauseDatabase(false);
            assertThat(replay.waitFor(300, TimeUnit.SECONDS)).isTrue();
            assertThat(replay.exitValue()).as(Files.readString(log)).isZero();
            agrees(server, "dundee");
            agrees(server, "epfl");
            List<JsonNode> sessions = settled(server);
            flagged(sessions);

            Launcher.Ended again = launcher.run(300, words);

            assertThat(again.exitCode()).as(again.output()).isZero();
            assertThat(server.list("/api/v1/sessions?limit=1000", "sessions")).isEqualTo(sessions);
            assertThat(server.list("/api/v1/dead-letters?limit=1000", "dead_letters"))
                    .isEmpty();
        }
    }

    /** The sessions, once those without an end are closed because their stations have been silent for a while. */
    static List<JsonNode> settled(ServerProcess server) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> server.list("/api/v1/sessions?state=underway&limit=1000", "sessions")
                        .isEmpty());
        return server.list("/api/v1/sessions?limit=1000", "sessions");
    }

    static void agrees(ServerProcess server, String set) {
        List<Day> truth = truth(set);
        Map<String, JsonNode> found = new HashMap<>();
        truth.stream().map(Day::station).distinct().forEach(station -> {
            List<Day> days =
                    truth.stream().filter(day -> day.station().equals(station)).toList();
            server.list(
                            "/api/v1/stations/" + station + "/days?from="
                                    + days.getFirst().date() + "&until="
                                    + LocalDate.parse(days.getLast().date()).plusDays(1),
                            "days")
                    .forEach(day -> found.put(station + " " + day.get("date").asText(), day));
        });
        SoftAssertions all = new SoftAssertions();
        for (Day day : truth) {
            String key = day.station() + " " + day.date();
            JsonNode told = found.get(key);
            all.assertThat(told).as(key).isNotNull();
            if (told != null) {
                all.assertThat(told.get("sessions").asInt()).as(key).isEqualTo(day.sessions());
                all.assertThat(told.get("peak_busy").asInt()).as(key).isEqualTo(day.peakBusy());
                all.assertThat(told.get("energy_kwh").asDouble())
                        .as(key)
                        .isCloseTo(day.energyKwh(), within(TOLERANCE * day.energyKwh() + 1e-6));
                all.assertThat(told.get("occupied_minutes").asDouble())
                        .as(key)
                        .isCloseTo(day.occupiedMin(), within(TOLERANCE * day.occupiedMin() + 1e-6));
                all.assertThat(told.get("complete").asBoolean()).as(key).isTrue();
            }
        }
        all.assertAll();
        System.out.printf("%s: %,d station-days as recorded%n", set, truth.size());
    }

    /** Of the recorded sessions twelve have a negative energy and a hundred and fourteen no end. */
    private static void flagged(List<JsonNode> sessions) {
        assertThat(sessions).hasSize(16_773 + 485);
        List<JsonNode> impossible = sessions.stream()
                .filter(session -> session.get("flags").toString().contains("implausible_energy"))
                .toList();
        assertThat(impossible)
                .hasSize(12)
                .allMatch(session -> session.get("energy_kwh").isNull()
                        && !session.get("energy_counts").asBoolean());
        assertThat(sessions.stream()
                        .filter(session -> session.get("state").asText().equals("closed_by_rule")))
                .hasSize(114);
    }

    private static List<Day> truth(String set) {
        try (InputStream in = resource(set, "station_days.csv.gz");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Day(
                            cells[1],
                            cells[2],
                            Integer.parseInt(cells[3]),
                            Double.parseDouble(cells[4]),
                            Double.parseDouble(cells[5]),
                            Integer.parseInt(cells[6])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the recorded sessions of this set. */
    static Path file(String set, Path folder) throws IOException {
        try (InputStream in = resource(set, "sessions.csv.gz")) {
            Path file = folder.resolve(set + ".csv.gz");
            Files.copy(in, file);
            return file;
        }
    }

    private static InputStream resource(String set, String name) {
        return Objects.requireNonNull(
                RecordedSessionsIT.class.getResourceAsStream("/sessions/" + set + "/" + name), set);
    }
}
