package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.FreePort;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
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

    @TempDir
    private static Path folder;

    private static DataDirectory data;
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        CREDENTIALS.forEach(System::setProperty);
        data = DataDirectory.open(folder.resolve("database"));
        database = EmbeddedDatabase.start(data);
    }

    @AfterAll
    static void end() throws Exception {
        CREDENTIALS.keySet().forEach(System::clearProperty);
        database.close();
        data.close();
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
        Map<String, Object> settings = new HashMap<>(more);
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
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(server.api().resolve(path)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
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
