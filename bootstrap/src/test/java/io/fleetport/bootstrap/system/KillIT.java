package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed without warning, again and again, while vehicles stream to it. */
@Order(2)
class KillIT {

    private static final int KILLS = 3;

    /** In the three sets that are replayed. */
    static final int VEHICLES = 6;

    @TempDir
    Path home;

    @Test
    void nothingAcknowledgedIsLostOrDoubledAndTripsAreAsIfNothingHadHappened() throws Exception {
        DrivesSeen undisturbed = UndisturbedRun.get().seen();
        String twizy = RecordedDrives.file("ev-twizy", home).toString();
        String drivers = RecordedDrives.file("gps-ndsbr", home).toString();
        String cars = RecordedDrives.file("fuel-envirocar", home).toString();

        Launcher launcher = new Launcher(home);
        Random moments = new Random();
        long seed = moments.nextLong();
        moments.setSeed(seed);
        try (ServerProcess server = ServerProcess.start(launcher, home)) {
            Path log = home.resolve("simulate.log");
            Process replay = launcher.start(
                    log,
                    "simulate",
                    "vehicles",
                    "--data",
                    server.data().toString(),
                    "--speed",
                    "900",
                    "--replay",
                    twizy,
                    drivers,
                    cars);
            server.awaitSome("/api/v1/vehicles?limit=1", "vehicles");
            for (int kill = 0; kill < KILLS && replay.isAlive(); kill++) {
                replay.waitFor(1_500 + moments.nextInt(2_500), TimeUnit.MILLISECONDS);
                server.killHard();
                server.restart();
            }
            assertThat(replay.waitFor(300, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(log);
            assertThat(replay.exitValue()).as("seed %d: %s", seed, said).isZero();

            DrivesSeen afterKills = DrivesSeen.of(server);
            DrivesSeen expected = undisturbed.of(afterKills.readings().keySet());
            assertThat(afterKills.readings()).hasSize(VEHICLES);
            assertThat(afterKills.readings()).as("seed %d", seed).isEqualTo(expected.readings());
            assertThat(RecordedDrives.content(afterKills.trips()))
                    .as("seed %d", seed)
                    .isEqualTo(RecordedDrives.content(expected.trips()));
        }
    }
}
