package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetport.application.contract.FreePort;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.bootstrap.webhook.Receiver;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of the whole service at a receiver as a tenant would run it: readings come in, signed posts go out. */
class WebhookServiceTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void tripsArriveSignedAndInOrderAlsoAfterTheReceiverFailed() throws Exception {
        AtomicInteger broken = new AtomicInteger(3);
        try (Receiver receiver = Receiver.plain();
                Server server = Server.start(options())) {
            receiver.answers(post -> broken.getAndDecrement() > 0 ? 500 : 204);
            JsonNode webhook = ask(
                    server,
                    Role.ADMIN,
                    "/api/v1/webhooks",
                    "{\"url\": \"" + receiver.at("http", "localhost", "/hook") + "\"}");
            assertThat(webhook.has("secret")).as(webhook.toString()).isTrue();

            ask(server, Role.SOURCE, "/api/v1/readings", trips("van-1", 3));
            ask(server, Role.SOURCE, "/api/v1/readings", trips("van-2", 1));

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(taken(receiver, 3)).hasSize(4));
            List<JsonNode> events = taken(receiver, 3);
            assertThat(events)
                    .allSatisfy(event -> assertThat(event.get("type").asText()).isEqualTo("trip.finished"));
            assertThat(startsOf(events, "van-1")).hasSize(3).isSorted();
            assertThat(receiver.posts()).allSatisfy(post -> {
                assertThat(signature(webhook.get("secret").asText(), post))
                        .isEqualTo(post.headers().get("webhook-signature"));
                assertThat(JSON.readTree(post.body()).get("event_id").asText())
                        .isEqualTo(post.headers().get("webhook-id"));
            });
            assertThat(shownTrips(server))
                    .as("the body is what the API shows")
                    .containsAll(events.stream()
                            .map(event -> event.get("data").get("trip"))
                            .toList());
            Set<String> bodies =
                    receiver.posts().stream().map(Receiver.Post::body).collect(Collectors.toSet());
            assertThat(bodies).as("a body is the same at every attempt").hasSize(4);
        }
    }

    /** Those that were taken, in the order they came; the first few were not. */
    private static List<JsonNode> taken(Receiver receiver, int refused) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        List<Receiver.Post> posts = receiver.posts();
        for (Receiver.Post post : posts.subList(Math.min(refused, posts.size()), posts.size())) {
            events.add(JSON.readTree(post.body()));
        }
        return events;
    }

    private static List<String> startsOf(List<JsonNode> events, String vehicle) {
        return events.stream()
                .map(event -> event.get("data").get("trip"))
                .filter(trip -> trip.get("vehicle_name").asText().equals(vehicle))
                .map(trip -> trip.get("started_at").asText())
                .toList();
    }

    private Set<JsonNode> shownTrips(Server server) throws Exception {
        Set<JsonNode> trips = new LinkedHashSet<>();
        ask(server, Role.ADMIN, "/api/v1/trips", null).get("trips").forEach(trips::add);
        return trips;
    }

    /** As a receiver would do it that read docs/webhooks.md. */
    private static String signature(String secret, Receiver.Post post) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String content =
                post.headers().get("webhook-id") + "." + post.headers().get("webhook-timestamp") + "." + post.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Trips of two minutes with seven minutes of standing after each. */
    private static String trips(String vehicle, int count) {
        List<String> readings = new ArrayList<>();
        Instant at = MORNING;
        for (int trip = 0; trip < count; trip++) {
            for (int i = 0; i < 12; i++) {
                readings.add(reading(vehicle, at, 50));
                at = at.plusSeconds(10);
            }
            for (int i = 0; i < 7; i++) {
                readings.add(reading(vehicle, at, 0));
                at = at.plusSeconds(60);
            }
        }
        return "[" + String.join(",", readings) + "]";
    }

    private static String reading(String vehicle, Instant at, int speed) {
        return "{\"vehicle_id\":\"%s\",\"vehicle_name\":\"%s\",\"observed_at\":\"%s\",\"speed_kmh\":%d}"
                .formatted(vehicle, vehicle, at, speed);
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

    private ServerOptions options() throws IOException {
        return new ServerOptions(
                Deployment.Environment.LOCAL,
                folder.resolve("data"),
                false,
                "localhost",
                FreePort.any(),
                FreePort.any(),
                FreePort.any(),
                Map.of(
                        "fleetport.stores", "memory",
                        "fleetport.stations.broker", "none",
                        "fleetport.webhooks.allow-http", "true",
                        "fleetport.webhooks.allow-private", "true",
                        "fleetport.webhooks.ports", "any",
                        "fleetport.webhooks.retries", "200ms,500ms"));
    }
}
