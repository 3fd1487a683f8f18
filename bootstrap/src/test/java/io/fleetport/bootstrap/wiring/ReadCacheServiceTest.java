package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Two instances on one database that share what they read through a real Redis. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ReadCacheServiceTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final OrganizationId OTHER = new OrganizationId("other");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static TwoInstances both;

    @BeforeAll
    static void start() throws IOException {
        both = new TwoInstances(folder);
    }

    @AfterAll
    static void end() {
        both.close();
    }

    @Test
    void whatOneInstanceReadTheOtherTellsAndItIsTheSame() throws Exception {
        String van = both.deliver(ACME, "van-1");
        both.register(ACME, "S-1");
        for (String path :
                List.of("/api/v1/vehicles", "/api/v1/vehicles/" + van, "/api/v1/vehicles/" + van + "/state")) {
            assertShared("vehicles", path);
        }
        for (String path : List.of("/api/v1/stations", "/api/v1/stations/S-1", "/api/v1/stations/S-1/slots")) {
            assertShared("stations", path);
        }
    }

    private void assertShared(String kind, String path) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            double hits = TwoInstances.looks(both.another, kind, "hit");
            HttpResponse<String> first = both.get(both.one, ACME, path);
            HttpResponse<String> second = both.get(both.another, ACME, path);
            assertThat(TwoInstances.looks(both.another, kind, "hit")).as(path).isEqualTo(hits + 1);
            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.headers().allValues("ETag"))
                    .isEqualTo(first.headers().allValues("ETag"));
        });
    }

    @Test
    void whoRenamesAStationReadsItAtOnceAtEveryInstance() throws Exception {
        both.register(ACME, "S-2");
        Server[] instances = {both.one, both.another};
        for (int i = 0; i < 6; i++) {
            Server writing = instances[i % 2];
            Server reading = instances[(i + 1) % 2];
            String tag = both.get(reading, ACME, "/api/v1/stations/S-2")
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            both.get(reading, ACME, "/api/v1/stations");
            String name = "Name " + i;

            assertThat(both.rename(writing, ACME, "S-2", name, tag).statusCode())
                    .isEqualTo(200);

            HttpResponse<String> read = both.get(reading, ACME, "/api/v1/stations/S-2");
            assertThat(TwoInstances.JSON.readTree(read.body()).get("name").asText())
                    .isEqualTo(name);
            assertThat(both.get(reading, ACME, "/api/v1/stations").body()).contains("\"" + name + "\"");
            assertThat(both.rename(reading, ACME, "S-2", "Too late", tag).statusCode())
                    .isEqualTo(412);
        }
    }

    @Test
    void organizationsThatAskTheSameNeverMeet() throws Exception {
        String ours = both.deliver(ACME, "ours");
        String theirs = both.deliver(OTHER, "theirs");
        double before = TwoInstances.looks(both.one, "vehicles", "hit");
        await().atMost(PATIENCE).until(() -> {
            for (Server server : List.of(both.one, both.another)) {
                assertThat(both.get(server, ACME, "/api/v1/vehicles").body())
                        .contains(ours)
                        .doesNotContain(theirs);
                assertThat(both.get(server, OTHER, "/api/v1/vehicles").body())
                        .contains(theirs)
                        .doesNotContain(ours);
                assertThat(both.get(server, OTHER, "/api/v1/vehicles/" + theirs).statusCode())
                        .isEqualTo(200);
                assertThat(both.get(server, ACME, "/api/v1/vehicles/" + theirs).statusCode())
                        .isEqualTo(404);
            }
            return TwoInstances.looks(both.one, "vehicles", "hit") > before;
        });
    }

    @Test
    void withRedisGoneEverybodyIsAnsweredByTheStore() throws Exception {
        String van = both.deliver(ACME, "van-2");
        both.register(ACME, "S-3");
        String path = "/api/v1/vehicles/" + van;
        String body = both.get(both.one, ACME, path).body();
        both.redis.stop();
        try {
            double away = TwoInstances.looks(both.one, "vehicles", "away");
            await().atMost(PATIENCE).until(() -> {
                assertThat(both.get(both.one, ACME, path).body()).isEqualTo(body);
                assertThat(both.get(both.another, ACME, path).body()).isEqualTo(body);
                return TwoInstances.looks(both.one, "vehicles", "away") > away;
            });
            assertThat(both.rename(both.one, ACME, "S-3", "Renamed", "*").statusCode())
                    .isEqualTo(200);
            assertThat(both.get(both.another, ACME, "/api/v1/stations/S-3").body())
                    .contains("\"Renamed\"");
            assertThat(both.get(both.one, ACME, "/health").statusCode()).isEqualTo(200);
        } finally {
            both.redis.start();
        }
        assertShared("vehicles", path);
    }
}
