package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.cache.PolledReads;
import io.fleetport.application.contract.FreePort;
import io.fleetport.application.document.DocumentClearing;
import io.fleetport.application.privacy.ErasureWork;
import io.fleetport.application.station.CommandExpiry;
import io.fleetport.application.telemetry.ArchiveForwarding;
import io.fleetport.application.usage.HistoryClearing;
import io.fleetport.application.webhook.WebhookDispatch;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Processes that do a part each, on one database. Kinesis and Redis are away, which keeps nobody from starting. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class SplitServerTest {

    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "fleetport", "aws.secretAccessKey", "anything");

    private static final Map<String, Object> SHARED = Map.of(
            "fleetport.live", "redis",
            "fleetport.redis.url", "redis://localhost:1",
            "fleetport.read-cache.kind", "redis",
            "fleetport.documents.kind", "s3",
            "fleetport.documents.bucket", "documents");

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        CREDENTIALS.forEach(System::setProperty);
        database = OneDatabase.started();
    }

    @AfterAll
    static void end() {
        CREDENTIALS.keySet().forEach(System::clearProperty);
    }

    @Test
    void anEdgeServesVehiclesAndItsHealthButNoRequests() throws Exception {
        ServerOptions options = options("edge", Map.of());
        try (Server server = Server.start(options)) {
            assertThat(isOpen(options.vehiclesPort())).isTrue();
            assertThat(status(server, "/health")).isEqualTo(200);
            assertThat(status(server, "/metrics")).isEqualTo(401);
            assertThat(status(server, "/api/v1/vehicles")).isEqualTo(404);
            assertThat(status(server, "/api/v1/openapi.json")).isEqualTo(404);
            assertThat(status(server, "/api/v1/live")).isEqualTo(404);
            assertThat(isOpen(options.stationsPort())).isFalse();
            assertThat(server.part(BeanContext.class).findBean(WebhookDispatch.class))
                    .isEmpty();
        }
    }

    @Test
    void theApiAnswersRequestsButNobodyFollowsThere() throws Exception {
        ServerOptions options = options("api", SHARED);
        try (Server server = Server.start(options)) {
            assertThat(isOpen(options.vehiclesPort())).isFalse();
            assertThat(isOpen(options.stationsPort())).isFalse();
            assertThat(status(server, "/api/v1/vehicles")).isEqualTo(401);
            HttpResponse<String> live = get(server, "/api/v1/live");
            assertThat(live.statusCode()).isEqualTo(404);
            assertThat(live.body()).contains("/problems/not-found", "live events are served by other processes");
            assertThat(server.part(BeanContext.class).findBean(ErasureWork.class))
                    .isEmpty();
            assertThat(server.part(BeanContext.class).findBean(PolledReads.class))
                    .isPresent();
        }
    }

    @Test
    void whoServesLiveAnswersNothingElse() throws Exception {
        ServerOptions options = options("live", SHARED);
        try (Server server = Server.start(options)) {
            assertThat(isOpen(options.vehiclesPort())).isFalse();
            assertThat(status(server, "/api/v1/live")).isEqualTo(401);
            HttpResponse<String> request = get(server, "/api/v1/vehicles");
            assertThat(request.statusCode()).isEqualTo(404);
            assertThat(request.body()).contains("requests are answered by other processes");
        }
    }

    @Test
    void whoDoesTheJobsIsAskedForNothingButItsHealthWhichTellsWhatItIsFor() throws Exception {
        ServerOptions options = options("jobs", SHARED);
        try (Server server = Server.start(options)) {
            assertThat(isOpen(options.vehiclesPort())).isFalse();
            assertThat(isOpen(options.stationsPort())).isFalse();
            assertThat(status(server, "/api/v1/vehicles")).isEqualTo(404);
            assertThat(status(server, "/api/v1/live")).isEqualTo(404);
            for (String health : List.of("/health", "/health/readiness", "/health/liveness")) {
                HttpResponse<String> answer = get(server, health);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Fleetport-Roles")).contains("jobs");
            }
            assertThat(server.part(MeterRegistry.class)
                            .get("fleetport.role")
                            .tag("role", "jobs")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            BeanContext parts = server.part(BeanContext.class);
            for (Class<?> job : List.of(
                    ArchiveForwarding.class,
                    CommandExpiry.class,
                    DocumentClearing.class,
                    ErasureWork.class,
                    HistoryClearing.class,
                    WebhookDispatch.class)) {
                assertThat(parts.findBean(job)).as(job.getSimpleName()).isPresent();
            }
        }
    }

    @Test
    void whoHearsStationsAloneHasTheirBrokerAndNothingElse() throws Exception {
        Map<String, Object> broker = new HashMap<>(SHARED);
        broker.put("fleetport.stations.broker", "embedded");
        ServerOptions options = options("stations", broker);
        try (Server server = Server.start(options)) {
            assertThat(isOpen(options.stationsPort())).isTrue();
            assertThat(isOpen(options.vehiclesPort())).isFalse();
            assertThat(status(server, "/api/v1/vehicles")).isEqualTo(404);
            assertThat(status(server, "/api/v1/live")).isEqualTo(404);
        }
    }

    @Test
    void aConsumerHasNoPortForVehicles() throws Exception {
        ServerOptions options = options(
                "consumer",
                Map.of(
                        "fleetport.live", "redis",
                        "fleetport.redis.url", "redis://localhost:1",
                        "fleetport.kinesis.last-commits", "0s"));
        try (Server server = Server.start(options)) {
            assertThat(isOpen(options.vehiclesPort())).isFalse();
            assertThat(isOpen(options.stationsPort())).isFalse();
            assertThat(status(server, "/health")).isEqualTo(200);
            assertThat(status(server, "/api/v1/vehicles")).isEqualTo(404);
        }
    }

    private static ServerOptions options(String role, Map<String, Object> more) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put("fleetport.roles", role);
        settings.put("fleetport.stream.kind", "kinesis");
        settings.put("fleetport.stream.name", "telemetry");
        settings.put("fleetport.aws.region", "eu-central-1");
        settings.put("fleetport.aws.endpoint", "http://127.0.0.1:1");
        settings.put("fleetport.aws.attempts", "1");
        settings.put("fleetport.stations.broker", "none");
        settings.put("fleetport.database.kind", "external");
        settings.put("fleetport.database.url", database.url());
        settings.put("fleetport.database.user", database.user());
        settings.put("fleetport.database.password", database.password());
        settings.putAll(more);
        return new ServerOptions(
                Deployment.Environment.LOCAL,
                folder.resolve(role),
                false,
                "localhost",
                FreePort.any(),
                FreePort.any(),
                FreePort.any(),
                settings);
    }

    private static int status(Server server, String path) throws Exception {
        return get(server, path).statusCode();
    }

    private static HttpResponse<String> get(Server server, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(server.api().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
