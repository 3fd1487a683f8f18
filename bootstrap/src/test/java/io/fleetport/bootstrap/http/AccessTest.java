package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.bootstrap.security.SecuritySettings;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets in, and how far. */
class AccessTest extends ServerTest {

    private static final List<String> PATHS = List.of(
            "/api/v1/vehicles",
            "/api/v1/vehicles/00000000-0000-0000-0000-000000000001/state",
            "/api/v1/vehicles/00000000-0000-0000-0000-000000000001/history",
            "/api/v1/trips",
            "/api/v1/trips/00000000-0000-0000-0000-000000000001/track",
            "/api/v1/gaps",
            "/api/v1/dead-letters",
            "/api/v1/dead-letters/counts",
            "/api/v1/stations",
            "/api/v1/stations/S-1",
            "/api/v1/stations/S-1/slots",
            "/api/v1/stations/S-1/history",
            "/api/v1/stations/S-1/availability",
            "/api/v1/stations/S-1/gaps",
            "/api/v1/stations/S-1/days",
            "/api/v1/stations/S-1/sessions",
            "/api/v1/stations/S-1/swaps",
            "/api/v1/stations/S-1/commands",
            "/api/v1/sessions",
            "/api/v1/swaps",
            "/api/v1/packs",
            "/api/v1/audit",
            "/api/v1/audit/export",
            "/api/v1/live",
            "/metrics",
            "/prometheus",
            "/beans",
            "/env",
            "/no/such/path");

    @Test
    void nothingButHealthIsServedWithoutAToken() throws Exception {
        for (String path : PATHS) {
            HttpResponse<String> answer = server.get(path, null);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).as(path).contains("Bearer");
            assertProblem(answer, 401, "/problems/unauthenticated");
        }
        for (String path : List.of("/health", "/health/liveness", "/health/readiness")) {
            HttpResponse<String> answer = server.get(path, null);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).get("status").asText())
                    .as(path)
                    .isEqualTo("UP");
            assertThat(JSON.readTree(answer.body()).get("details").isNull())
                    .as(path)
                    .isTrue();
        }
    }

    @Test
    void aTokenThatIsNotOursOpensNothing() throws Exception {
        Clock longAgo = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);
        String audience = SecuritySettings.DEFAULT_AUDIENCE;
        String issuer = SecuritySettings.DEFAULT_ISSUER;
        var key = folder.resolve("issuer.jwk");
        Clock now = Clock.systemUTC();
        String valid = server.token(Role.VIEWER);
        assertThat(server.get("/api/v1/vehicles", valid).statusCode()).isEqualTo(200);

        assertRefused(minted(DevelopmentIssuer.open(folder.resolve("another.jwk"), now)), "another key");
        assertRefused(minted(DevelopmentIssuer.open(key, "someone-else", audience, now)), "another issuer");
        assertRefused(minted(DevelopmentIssuer.open(key, issuer, "something-else", now)), "another audience");
        assertRefused(minted(DevelopmentIssuer.open(key, longAgo)), "expired");
        assertRefused(valid.substring(0, valid.length() - 6) + "AAAAAA", "signature broken");
        assertRefused("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwib3JnYW5pemF0aW9uIjoiYWNtZSJ9.", "unsigned");
        assertRefused("nonsense", "no token at all");
    }

    @Test
    void eachRoleMayDoWhatItIsFor() throws Exception {
        assertThat(allowed(Role.VIEWER)).containsExactly(200, 200, 200, 403, 403, 403);
        assertThat(allowed(Role.DISPATCHER)).containsExactly(200, 200, 200, 403, 403, 403);
        assertThat(allowed(Role.MANAGER)).containsExactly(200, 200, 200, 200, 403, 403);
        assertThat(allowed(Role.ADMIN)).containsExactly(200, 200, 200, 200, 403, 403);
        assertThat(allowed(Role.AUDITOR)).containsExactly(200, 200, 200, 200, 403, 403);
        assertThat(allowed(Role.SOURCE)).containsExactly(403, 403, 403, 403, 200, 403);
        assertThat(allowed(Role.OPERATOR)).containsExactly(403, 403, 403, 403, 403, 200);
    }

    @Test
    void eachRoleMayDoWithStationsWhatItIsFor() throws Exception {
        forecourt.station("S-1");
        assertThat(allowedOfStations(Role.VIEWER)).containsExactly(200, 200, 403, 403, 403, 403);
        assertThat(allowedOfStations(Role.DISPATCHER)).containsExactly(200, 200, 202, 403, 403, 403);
        assertThat(allowedOfStations(Role.MANAGER)).containsExactly(200, 200, 202, 201, 200, 409);
        assertThat(allowedOfStations(Role.ADMIN)).containsExactly(200, 200, 202, 200, 200, 409);
        assertThat(allowedOfStations(Role.AUDITOR)).containsExactly(200, 200, 403, 403, 403, 403);
        assertThat(allowedOfStations(Role.SOURCE)).containsExactly(403, 403, 403, 403, 403, 403);
        assertThat(allowedOfStations(Role.OPERATOR)).containsExactly(403, 403, 403, 403, 403, 403);
    }

    @Test
    void whatTheRoleForbidsIsAProblem() throws Exception {
        assertProblem(server.get("/api/v1/vehicles", server.token(Role.SOURCE)), 403, "/problems/forbidden");
        assertProblem(server.get("/metrics", server.token(Role.ADMIN)), 403, "/problems/forbidden");
    }

    @Test
    void anotherOrganizationsThingsDoNotExist() throws Exception {
        var key = fleet.vehicle(ACME, "Van 1");
        var trip = fleet.trip(key, Fleet.NOON);
        var letter = fleet.deadLetter(key, "{");
        var station = forecourt.station("S-1");
        forecourt.session(station, "c-1", Fleet.NOON, null, 1);
        forecourt.completed(station, "w-1", Fleet.NOON);
        forecourt.travelledPack(station, "P-1");
        String theirs = server.token(OTHER, Role.MANAGER);
        String ours = server.token(ACME, Role.MANAGER);
        for (String path : List.of(
                "/api/v1/vehicles/" + key.vehicle(),
                "/api/v1/vehicles/" + key.vehicle() + "/state",
                "/api/v1/vehicles/" + key.vehicle() + "/history",
                "/api/v1/trips/" + trip.id(),
                "/api/v1/trips/" + trip.id() + "/track",
                "/api/v1/trips/" + trip.id() + "/track.gpx",
                "/api/v1/dead-letters/" + letter.id(),
                "/api/v1/stations/S-1",
                "/api/v1/stations/S-1/slots",
                "/api/v1/stations/S-1/history",
                "/api/v1/stations/S-1/availability",
                "/api/v1/stations/S-1/gaps",
                "/api/v1/stations/S-1/days",
                "/api/v1/stations/S-1/sessions",
                "/api/v1/stations/S-1/sessions/c-1",
                "/api/v1/stations/S-1/swaps",
                "/api/v1/stations/S-1/swaps/w-1",
                "/api/v1/stations/S-1/commands",
                "/api/v1/packs/P-1")) {
            assertThat(server.get(path, ours).statusCode()).as(path).isEqualTo(200);
            assertProblem(server.get(path, theirs), 404, "/problems/not-found");
        }
        for (String list : List.of("vehicles", "stations", "sessions", "swaps", "packs")) {
            assertThat(JSON.readTree(server.get("/api/v1/" + list, theirs).body())
                            .get("count")
                            .asInt())
                    .as(list)
                    .isZero();
        }
    }

    @Test
    void readinessFollowsTheStore() throws Exception {
        server.vehicles.cutOff();
        HttpResponse<String> answer = server.get("/health/readiness", null);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(answer.body()).get("status").asText()).isEqualTo("DOWN");
        assertThat(answer.body()).doesNotContain("cut off");
        assertThat(server.get("/health/liveness", null).statusCode()).isEqualTo(200);
        server.vehicles.restore();
        assertThat(server.get("/health/readiness", null).statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreInPrometheusForm() throws Exception {
        String body = server.get("/metrics", server.token(Role.OPERATOR)).body();
        assertThat(body).contains("# TYPE fleetport_live_clients gauge").contains("jvm_memory_used_bytes");
    }

    private List<Integer> allowed(Role role) throws Exception {
        String token = server.token(role);
        return List.of(
                server.get("/api/v1/vehicles", token).statusCode(),
                server.get("/api/v1/trips", token).statusCode(),
                server.get("/api/v1/gaps", token).statusCode(),
                server.get("/api/v1/dead-letters", token).statusCode(),
                server.deliver(token, "[]").statusCode(),
                server.get("/metrics", token).statusCode());
    }

    /** Sees a station and its history, commands it, registers another one, renames and certifies it. */
    private List<Integer> allowedOfStations(Role role) throws Exception {
        String token = server.token(role);
        String station = "/api/v1/stations/S-1";
        return List.of(
                server.get(station, token).statusCode(),
                server.get(station + "/history", token).statusCode(),
                server.send("POST", station + "/commands", token, "{\"command\": \"restart\"}")
                        .statusCode(),
                server.send("POST", "/api/v1/stations", token, "{\"station_id\": \"S-2\"}")
                        .statusCode(),
                server.send("PATCH", station, token, "{\"name\": \"North\"}").statusCode(),
                server.send("POST", station + "/certificates", token, "{\"csr\": \"please\"}")
                        .statusCode());
    }

    private String minted(DevelopmentIssuer by) {
        return by.mint(ACME, "someone", List.of(Role.ADMIN), Duration.ofHours(1));
    }

    private void assertRefused(String token, String why) throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/vehicles", token);
        assertThat(answer.statusCode()).as(why).isEqualTo(401);
    }

    static JsonNode assertProblem(HttpResponse<String> answer, int status, String type) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo(type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
        return problem;
    }
}
