package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tenants on one server, one of which delivers ten times what its quota allows. */
@Order(5)
class NoisyNeighbourIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUOTA = 100;
    private static final int VEHICLES = 20;
    private static final int QUIET_SECONDS = 10;
    private static final int QUIET_RECORDS = 200 * QUIET_SECONDS;

    /** Readings of their own: each vehicle's connection opened and closed. */
    private static final int COMINGS_AND_GOINGS = 2 * VEHICLES;

    /** How soon a quota is noticed: until then the usual one is in force, and the flood is below it. */
    private static final int NOTICED_WITHIN_SECONDS = 5;

    @TempDir
    static Path home;

    private final Launcher launcher = new Launcher(home);
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aFloodIsStoredAtItsQuotaAndANeighbourMissesNothing() throws Exception {
        try (ServerProcess server = ServerProcess.start(launcher, home)) {
            HttpResponse<String> made = http.send(
                    HttpRequest.newBuilder(server.api().resolve("/api/v1/organizations"))
                            .header("Authorization", "Bearer " + server.tokenOf("demo", "operator"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"organization\": \"loud\", \"name\": \"Loud\","
                                    + " \"quota\": {\"readings_per_second\": " + QUOTA + "}}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            String louds = server.tokenOf("loud", "manager");
            String quiets = server.tokenOf("quiet", "manager");

            Instant from = Instant.now();
            Process flood = simulate(server, "loud", 10 * QUOTA, 600);
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> readings(server, louds) > 0);
                Launcher.Ended quiet =
                        launcher.run(120, words(server, "quiet", QUIET_RECORDS / QUIET_SECONDS, QUIET_SECONDS));
                assertThat(quiet.exitCode()).as(quiet.output()).isZero();
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(readings(server, quiets))
                        .isEqualTo(QUIET_RECORDS + COMINGS_AND_GOINGS));
                assertThat(server.metric("fleetport_intake_held_total", "")).isPositive();
            } finally {
                flood.destroyForcibly().waitFor();
            }
            long seconds = Duration.between(from, Instant.now()).toSeconds();
            long most = QUOTA * (seconds + 2) + 10 * QUOTA * NOTICED_WITHIN_SECONDS;
            assertThat(readings(server, louds)).isBetween(QUOTA * (long) QUIET_SECONDS, most);
        }
    }

    private Process simulate(ServerProcess server, String organization, int rate, int seconds) {
        return launcher.start(home.resolve(organization + ".log"), words(server, organization, rate, seconds));
    }

    private static String[] words(ServerProcess server, String organization, int rate, int seconds) {
        return new String[] {
            "simulate",
            "vehicles",
            "--data",
            server.data().toString(),
            "--organization",
            organization,
            "--vehicles",
            Integer.toString(VEHICLES),
            "--rate",
            Integer.toString(rate),
            "--seconds",
            Integer.toString(seconds)
        };
    }

    private long readings(ServerProcess server, String token) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server.api().resolve("/api/v1/usage"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode total = JSON.readTree(answer.body()).get("total");
        return total.get("readings").asLong();
    }
}
