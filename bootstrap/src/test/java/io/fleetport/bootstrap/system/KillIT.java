package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed without warning, again and again, while vehicles stream to it. */
class KillIT {

    private static final int KILLS = 3;

    @TempDir
    Path home;

    @Test
    void nothingAcknowledgedIsLostOrDoubledAndTripsAreAsIfNothingHadHappened() throws Exception {
        Path calm = Files.createDirectory(home.resolve("calm"));
        Path rough = Files.createDirectory(home.resolve("rough"));
        String twizy = RecordedDrives.file("ev-twizy", home).toString();
        String drivers = RecordedDrives.file("gps-ndsbr", home).toString();
        String cars = RecordedDrives.file("fuel-envirocar", home).toString();

        Seen undisturbed;
        Launcher calmLauncher = new Launcher(calm);
        try (ServerProcess server = ServerProcess.start(calmLauncher, calm)) {
            Launcher.Ended replay = calmLauncher.run(
                    300,
                    "simulate",
                    "vehicles",
                    "--data",
                    server.data().toString(),
                    "--speed",
                    "max",
                    "--replay",
                    twizy,
                    drivers,
                    cars);
            assertThat(replay.exitCode()).as(replay.output()).isZero();
            undisturbed = Seen.of(server);
        }

        Launcher launcher = new Launcher(rough);
        Random moments = new Random();
        long seed = moments.nextLong();
        moments.setSeed(seed);
        try (ServerProcess server = ServerProcess.start(launcher, rough)) {
            Path log = rough.resolve("simulate.log");
            Process replay = launcher.start(
                    log,
                    "simulate",
                    "vehicles",
                    "--data",
                    server.data().toString(),
                    "--speed",
                    "600",
                    "--replay",
                    twizy,
                    drivers,
                    cars);
            for (int kill = 0; kill < KILLS && replay.isAlive(); kill++) {
                replay.waitFor(1_500 + moments.nextInt(2_500), TimeUnit.MILLISECONDS);
                server.killHard();
                server.restart();
            }
            assertThat(replay.waitFor(300, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(log);
            assertThat(replay.exitValue()).as("seed %d: %s", seed, said).isZero();

            Seen afterKills = Seen.of(server);
            assertThat(afterKills.readings()).as("seed %d", seed).isEqualTo(undisturbed.readings());
            assertThat(afterKills.trips()).as("seed %d", seed).isEqualTo(undisturbed.trips());
        }
    }

    /** What a client sees once all trips are over: how many readings each vehicle has, and what its trips say. */
    private record Seen(List<String> readings, List<String> trips) {

        static Seen of(ServerProcess server) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> server.list("/api/v1/trips?state=underway&limit=100", "trips")
                            .isEmpty());
            List<JsonNode> vehicles = server.list("/api/v1/vehicles?limit=100", "vehicles");
            List<String> readings = vehicles.stream()
                    .map(vehicle -> vehicle.get("vehicle_name").asText() + " " + count(server, vehicle))
                    .sorted()
                    .toList();
            return new Seen(readings, RecordedDrives.content(server.list("/api/v1/trips?limit=100", "trips")));
        }

        /** Readings with a position: those of the connection itself depend on how often it was cut. */
        private static long count(ServerProcess server, JsonNode vehicle) {
            return server.list(
                            "/api/v1/vehicles/" + vehicle.get("vehicle_id").asText()
                                    + "/history?from=2015-01-01T00:00:00Z&until=2024-01-01T00:00:00Z&signals=position&limit=1000",
                            "history")
                    .size();
        }
    }
}
