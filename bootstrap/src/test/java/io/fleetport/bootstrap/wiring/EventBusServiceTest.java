package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetport.aws.eventbridge.EventBridgeEndpoint;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Events of the whole service on a bus: readings come in, what EventBridge's rules see goes out. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class EventBusServiceTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "any", "aws.secretAccessKey", "secret");

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void signIn() {
        CREDENTIALS.forEach(System::setProperty);
    }

    @AfterEach
    void signOut() {
        CREDENTIALS.keySet().forEach(System::clearProperty);
    }

    @Test
    void aTripArrivesAsTheApiShowsItWithItsOrganization() throws Exception {
        try (EventBridgeEndpoint endpoint = new EventBridgeEndpoint();
                Server server = Server.start(options(endpoint, EventBridgeEndpoint.BUS))) {
            ask(server, Role.SOURCE, "/api/v1/readings", aTrip());

            await().atMost(Duration.ofSeconds(60)).until(() -> endpoint.taken().size() == 1);

            EventBridgeEndpoint.Taken taken = endpoint.taken().getFirst();
            assertThat(taken.entry().get("DetailType").asText()).isEqualTo("trip.finished.v1");
            assertThat(taken.detail().get("organization").asText()).isEqualTo("acme");
            assertThat(taken.detail().get("type").asText()).isEqualTo("trip.finished");
            assertThat(taken.detail().get("data").get("trip"))
                    .isEqualTo(ask(server, Role.ADMIN, "/api/v1/trips", null)
                            .get("trips")
                            .get(0));
        }
    }

    @Test
    void aBusThatIsNotThereStopsTheStart() {
        try (EventBridgeEndpoint endpoint = new EventBridgeEndpoint()) {
            assertThatThrownBy(() -> Server.start(options(endpoint, "misspelt")))
                    .hasStackTraceContaining("fleetport.events.bus-name cannot be used")
                    .hasStackTraceContaining("ResourceNotFoundException");
        }
    }

    /** Two minutes of driving and seven of standing. */
    private static String aTrip() {
        List<String> readings = new ArrayList<>();
        Instant at = Instant.parse("2026-03-02T08:00:00Z");
        for (int i = 0; i < 12; i++) {
            readings.add(reading(at, 50));
            at = at.plusSeconds(10);
        }
        for (int i = 0; i < 7; i++) {
            readings.add(reading(at, 0));
            at = at.plusSeconds(60);
        }
        return "[" + String.join(",", readings) + "]";
    }

    private static String reading(Instant at, int speed) {
        return "{\"vehicle_id\":\"van-1\",\"vehicle_name\":\"Van 1\",\"observed_at\":\"%s\",\"speed_kmh\":%d}"
                .formatted(at, speed);
    }

    private JsonNode ask(Server server, Role role, String path, String body) throws Exception {
        DevelopmentIssuer issuer =
                DevelopmentIssuer.open(LocalLayout.issuerKey(server.options().data()), Clock.systemUTC());
        HttpRequest.Builder request = HttpRequest.newBuilder(server.api().resolve(path))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Bearer " + issuer.mint(ACME, "someone", List.of(role), Duration.ofMinutes(5)));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return JSON.readTree(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private ServerOptions options(EventBridgeEndpoint endpoint, String bus) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put("fleetport.stores", "memory");
        settings.put("fleetport.stations.broker", "none");
        settings.put("fleetport.aws.region", "eu-central-1");
        settings.put("fleetport.aws.endpoint", endpoint.address().toString());
        settings.put("fleetport.events.bus", "eventbridge");
        settings.put("fleetport.events.bus-name", bus);
        return new ServerOptions(
                Deployment.Environment.LOCAL,
                folder.resolve("data"),
                false,
                "localhost",
                freePort(),
                freePort(),
                freePort(),
                settings);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }
}
