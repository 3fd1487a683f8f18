package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetport.application.contract.FreePort;
import io.fleetport.aws.elasticache.Redis;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two instances on one database, with one set of keys, that share what they read through a real Redis; and who asks them. */
final class TwoInstances implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    final Redis redis = Redis.started();
    final Server one;
    final Server another;

    private final Path folder;
    private final DevelopmentIssuer issuer;
    private final HttpClient client = HttpClient.newHttpClient();

    TwoInstances(Path folder) throws IOException {
        this.folder = folder;
        OneDatabase.JdbcSettings database = OneDatabase.another("reads");
        one = Server.start(options("one", database));
        another = Server.start(options("another", database));
        issuer = DevelopmentIssuer.open(LocalLayout.issuerKey(folder.resolve("one")), Clock.systemUTC());
    }

    @Override
    public void close() {
        another.close();
        one.close();
        redis.close();
    }

    /** @return the vehicle's id */
    String deliver(OrganizationId organization, String vehicle) throws Exception {
        String reading = "[{\"vehicle_id\":\"%s\",\"vehicle_name\":\"%s\",\"observed_at\":\"%s\",\"speed_kmh\":50}]"
                .formatted(vehicle, vehicle, Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
        assertThat(send(one, organization, "POST", "/api/v1/readings", reading, Map.of())
                        .statusCode())
                .isEqualTo(200);
        JsonNode page = JSON.readTree(
                get(one, organization, "/api/v1/vehicles?name=" + vehicle).body());
        return page.get("vehicles").get(0).get("vehicle_id").asText();
    }

    void register(OrganizationId organization, String station) throws Exception {
        assertThat(send(
                                one,
                                organization,
                                "POST",
                                "/api/v1/stations",
                                "{\"station_id\":\"" + station + "\",\"latitude\":52.5,\"longitude\":13.4}",
                                Map.of())
                        .statusCode())
                .isEqualTo(201);
    }

    HttpResponse<String> rename(Server server, OrganizationId organization, String station, String name, String tag)
            throws Exception {
        return send(
                server,
                organization,
                "PATCH",
                "/api/v1/stations/" + station,
                "{\"name\":\"" + name + "\"}",
                Map.of("If-Match", tag));
    }

    HttpResponse<String> get(Server server, OrganizationId organization, String path) throws Exception {
        return send(server, organization, "GET", path, null, Map.of());
    }

    private HttpResponse<String> send(
            Server server,
            OrganizationId organization,
            String method,
            String path,
            String body,
            Map<String, String> headers)
            throws Exception {
        String token = issuer.mint(organization, "someone", List.of(Role.ADMIN, Role.SOURCE), Duration.ofMinutes(5));
        HttpRequest.Builder request = HttpRequest.newBuilder(server.api().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static double looks(Server server, String kind, String outcome) {
        return server.part(MeterRegistry.class)
                .get("fleetport.read.cache.looks")
                .tags("kind", kind, "outcome", outcome)
                .counter()
                .count();
    }

    /** The second has the first's keys. */
    private ServerOptions options(String name, OneDatabase.JdbcSettings database) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put("fleetport.stations.broker", "none");
        settings.put("fleetport.read-cache.kind", "redis");
        settings.put("fleetport.read-cache.time-to-live", "2s");
        settings.put("fleetport.read-cache.patience", "1s");
        settings.put("fleetport.redis.url", redis.url().toString());
        settings.put("fleetport.database.kind", "external");
        settings.put("fleetport.database.url", database.url());
        settings.put("fleetport.database.user", database.user());
        settings.put("fleetport.database.password", database.password());
        Path keys = folder.resolve("one");
        settings.put(
                "fleetport.security.development-key",
                LocalLayout.issuerKey(keys).toString());
        settings.put("fleetport.keys.file", LocalLayout.masterKeys(keys).toString());
        return new ServerOptions(
                Deployment.Environment.LOCAL,
                folder.resolve(name),
                false,
                "localhost",
                FreePort.any(),
                FreePort.any(),
                FreePort.any(),
                settings);
    }
}
