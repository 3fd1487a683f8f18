package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The road on AWS: recorded drives go from an edge through Kinesis to a consumer, which stores them in DynamoDB, archives
 * to S3 under keys from KMS and tells of them through Redis, and come out at an API, each a process of its own. All but
 * the API are killed meanwhile.
 */
@Tag("long")
class SeparateProcessesIT {

    private static final Duration FAILOVER = Duration.ofSeconds(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    @Test
    void tripsAreThoseOfOneProcessWhateverIsKilledMeanwhile() throws Exception {
        DrivesSeen oneProcess = UndisturbedRun.get().seen();
        try (AwsStandIns aws = AwsStandIns.start(home)) {
            AwsServers servers = new AwsServers(home, aws.environment(), FAILOVER);
            try (ServerProcess edge = servers.start("edge");
                    ServerProcess consumer = servers.start("consumer");
                    ServerProcess api = servers.start("api,live,jobs");
                    LiveFollower live = new LiveFollower(api.api(), api.token())) {
                List<Process> replays = List.of(
                        replay("teslas", edge, "ev-twizy", "gps-ndsbr"), replay("others", api, "fuel-envirocar"));
                api.awaitSome("/api/v1/vehicles?limit=1", "vehicles");

                consumer.killHard();
                consumer.restart();
                aws.order("stop kinesis");
                aws.order("start kinesis");
                edge.killHard();
                edge.restart();
                aws.order("stop redis");
                assertThat(api.get("/api/v1/vehicles?limit=1").get("vehicles")).isNotEmpty();
                aws.order("start redis");

                for (Process replay : replays) {
                    assertThat(replay.waitFor(300, TimeUnit.SECONDS)).isTrue();
                    assertThat(replay.exitValue()).as(said()).isZero();
                }
                DrivesSeen expected = oneProcess.of(vehicles(api));
                await().atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(
                                () -> assertThat(DrivesSeen.of(api).readings()).isEqualTo(expected.readings()));
                DrivesSeen seen = DrivesSeen.of(api);
                assertThat(RecordedDrives.content(seen.trips())).isEqualTo(RecordedDrives.content(expected.trips()));
                assertThat(seen.readings()).hasSize(KillIT.VEHICLES);
                assertThat(live.seen("reading")).isPositive();
                assertThat(live.seen("reset"))
                        .as("Redis had forgotten everything")
                        .isPositive();
            }
        }
    }

    private static List<String> vehicles(ServerProcess api) {
        return api.list("/api/v1/vehicles?limit=100", "vehicles").stream()
                .map(vehicle -> vehicle.get("vehicle_name").asText())
                .toList();
    }

    private Process replay(String name, ServerProcess at, String... sets) {
        List<String> words = new ArrayList<>(
                List.of("simulate", "vehicles", "--data", at.data().toString(), "--speed", "900", "--replay"));
        for (String set : sets) {
            words.add(RecordedDrives.file(set, home).toString());
        }
        return new Launcher(home).start(home.resolve(name + ".replay.log"), words.toArray(String[]::new));
    }

    private String said() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("teslas", "others")) {
            all.append(Files.readString(home.resolve(name + ".replay.log")));
        }
        return all.toString();
    }
}
