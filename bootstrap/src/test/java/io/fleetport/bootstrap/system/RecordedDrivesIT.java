package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.trip.DriveSet;
import io.fleetport.application.trip.GroundTruth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Really recorded drives go through the real protocols, process to process, and come out as trips over REST. The table
 * it prints is the product's accuracy.
 */
class RecordedDrivesIT {

    @TempDir
    Path home;

    @Test
    void tripsOverRestAgreeWithTheGroundTruth() {
        Launcher launcher = new Launcher(home);
        try (ServerProcess server = ServerProcess.start(launcher, home)) {
            List<String> words = new ArrayList<>(
                    List.of("simulate", "vehicles", "--data", server.data().toString(), "--speed", "max", "--replay"));
            DriveSet.LABELLED.forEach(
                    set -> words.add(RecordedDrives.file(set, home).toString()));
            Launcher.Ended replay = launcher.run(300, words.toArray(String[]::new));
            assertThat(replay.exitCode()).as(replay.output()).isZero();

            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> server.list("/api/v1/trips?state=underway&limit=100", "trips")
                            .isEmpty());
            List<JsonNode> trips = server.list("/api/v1/trips?limit=100", "trips");

            SoftAssertions table = new SoftAssertions();
            System.out.println(GroundTruth.Score.header());
            for (String set : DriveSet.LABELLED) {
                GroundTruth truth = GroundTruth.read(set);
                GroundTruth.Score score = truth.score(RecordedDrives.found(trips, truth));
                System.out.println(score);
                boolean petrol = set.startsWith("fuel");
                table.assertThat(score.boundaryF1()).as(set + " boundary F1").isGreaterThanOrEqualTo(0.98);
                table.assertThat(score.distanceErrorPercent())
                        .as(set + " median distance error in percent")
                        .isLessThanOrEqualTo(petrol ? 1 : 4);
                if (petrol) {
                    table.assertThat(score.fuelErrorPercent())
                            .as(set + " median fuel error in percent")
                            .isLessThanOrEqualTo(3);
                }
            }
            table.assertAll();
            assertThat(server.log()).doesNotContainPattern("5YJ3E1EA[A-HJ-NPR-Z0-9]{9}");
        }
    }
}
