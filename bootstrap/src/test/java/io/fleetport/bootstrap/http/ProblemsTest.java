package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.bootstrap.security.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong is told as problem details. */
class ProblemsTest extends ServerTest {

    @Test
    void aWrongValueIsToldWithItsField() throws Exception {
        String vehicle = "/api/v1/vehicles/00000000-0000-4000-8000-000000000007";
        fleet.vehicle(
                WebServer.ACME,
                "Van",
                Fleet.driving(
                        io.fleetport.domain.vehicle.VehicleId.parse("00000000-0000-4000-8000-000000000007"),
                        Fleet.NOON,
                        47));
        forecourt.station("S-1");
        Map<String, String> fields = Map.ofEntries(
                Map.entry("/api/v1/vehicles?limit=0", "limit"),
                Map.entry("/api/v1/vehicles?limit=1001", "limit"),
                Map.entry("/api/v1/vehicles?limit=many", "limit"),
                Map.entry("/api/v1/vehicles?cursor=made-up", "cursor"),
                Map.entry("/api/v1/vehicles/van-7", "vehicle_id"),
                Map.entry(vehicle + "/history?from=yesterday", "from"),
                Map.entry(vehicle + "/history?every=often", "every"),
                Map.entry(vehicle + "/history?every=10ms", "every"),
                Map.entry(vehicle + "/history?every=2d", "every"),
                Map.entry(vehicle + "/history?cursor=made-up", "cursor"),
                Map.entry(vehicle + "/history?every=60s&cursor=made-up", "cursor"),
                Map.entry("/api/v1/trips?state=parked", "state"),
                Map.entry("/api/v1/trips?until=2026-02-30T00:00:00Z", "until"),
                Map.entry("/api/v1/trips?vehicle_id=7", "vehicle_id"),
                Map.entry("/api/v1/trips?cursor=made-up", "cursor"),
                Map.entry("/api/v1/trips/7", "trip_id"),
                Map.entry("/api/v1/gaps?cursor=made-up", "cursor"),
                Map.entry("/api/v1/dead-letters?reason=bad-mood", "reason"),
                Map.entry("/api/v1/dead-letters?cursor=made-up", "cursor"),
                Map.entry("/api/v1/dead-letters/7", "dead_letter_id"),
                Map.entry("/api/v1/live?types=weather", "types"),
                Map.entry("/api/v1/live?station_id=-", "station_id"),
                Map.entry("/api/v1/dead-letters?station_id=-", "station_id"),
                Map.entry("/api/v1/dead-letters?station_id=S-1&vehicle_id=" + Forecourt.VAN, "station_id"),
                Map.entry("/api/v1/stations?status=sleeping", "status"),
                Map.entry("/api/v1/stations?near=here", "near"),
                Map.entry("/api/v1/stations?near=91,0", "near"),
                Map.entry("/api/v1/stations?within_km=5", "within_km"),
                Map.entry("/api/v1/stations?near=1,2&within_km=-1", "within_km"),
                Map.entry("/api/v1/stations?near=1,2&within_km=NaN", "within_km"),
                Map.entry("/api/v1/stations?min_packs=0", "min_packs"),
                Map.entry("/api/v1/stations?min_packs=many", "min_packs"),
                Map.entry("/api/v1/stations?min_soc=101", "min_soc"),
                Map.entry("/api/v1/stations?cursor=made-up", "cursor"),
                Map.entry("/api/v1/stations?limit=0", "limit"),
                Map.entry("/api/v1/stations/-", "station_id"),
                Map.entry("/api/v1/stations/S-1/history?every=10ms", "every"),
                Map.entry("/api/v1/stations/S-1/history?cursor=made-up", "cursor"),
                Map.entry("/api/v1/stations/S-1/history?every=60s&cursor=made-up", "cursor"),
                Map.entry(
                        "/api/v1/stations/S-1/availability?from=2026-03-01T12:00:00Z&until=2026-04-02T12:00:00Z",
                        "from"),
                Map.entry(
                        "/api/v1/stations/S-1/availability?from=2026-03-02T12:00:00Z&until=2026-03-01T12:00:00Z",
                        "until"),
                Map.entry("/api/v1/stations/S-1/gaps?from=yesterday", "from"),
                Map.entry("/api/v1/stations/S-1/days?from=2026-03-01T12:00:00Z", "from"),
                Map.entry("/api/v1/stations/S-1/days?from=2026-03-01&until=2026-03-01", "until"),
                Map.entry("/api/v1/stations/S-1/days?from=2024-01-01&until=2026-03-01", "until"),
                Map.entry("/api/v1/stations/S-1/days?zone=Atlantis", "zone"),
                Map.entry("/api/v1/stations/S-1/sessions?state=asleep", "state"),
                Map.entry("/api/v1/stations/S-1/sessions/a%20b", "session_id"),
                Map.entry("/api/v1/stations/S-1/commands/7", "command_id"),
                Map.entry("/api/v1/stations/S-1/commands?cursor=made-up", "cursor"),
                Map.entry("/api/v1/sessions?cursor=made-up", "cursor"),
                Map.entry("/api/v1/swaps?state=parked", "state"),
                Map.entry("/api/v1/swaps?cursor=made-up", "cursor"),
                Map.entry("/api/v1/packs?cursor=made-up", "cursor"),
                Map.entry("/api/v1/packs/a%20b", "pack_id"));
        for (Map.Entry<String, String> wrong : fields.entrySet()) {
            HttpResponse<String> answer = server.get(wrong.getKey(), server.token(Role.MANAGER));
            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(400);
            JsonNode problem = assertProblem(answer, 400, "/problems/validation");
            assertThat(problem.get("errors").get(0).get("field").asText())
                    .as(wrong.getKey())
                    .isEqualTo(wrong.getValue());
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        String token = server.token(Role.MANAGER);
        String nobody = "00000000-0000-4000-8000-000000000001";
        for (String path : new String[] {
            "/api/v1/no-such-thing",
            "/api/v1/vehicles/" + nobody,
            "/api/v1/vehicles/" + nobody + "/history",
            "/api/v1/trips/" + nobody,
            "/api/v1/trips/" + nobody + "/track",
            "/api/v1/dead-letters/" + nobody,
            "/api/v1/stations/none",
            "/api/v1/stations/none/days",
            "/api/v1/stations/none/sessions",
            "/api/v1/stations/none/sessions/none",
            "/api/v1/stations/none/swaps/none",
            "/api/v1/stations/none/commands",
            "/api/v1/packs/none"
        }) {
            assertProblem(server.get(path, token), 404, "/problems/not-found");
        }
    }

    @Test
    void theWrongMethodAndMediaTypeAreTold() throws Exception {
        String token = server.token(Role.SOURCE);
        HttpResponse<String> deleted = server.client.send(
                HttpRequest.newBuilder(server.uri("/api/v1/trips"))
                        .header("Authorization", "Bearer " + token)
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertProblem(deleted, 405, "/problems/method-not-allowed");
        HttpResponse<String> xml = server.client.send(
                server.post(token, "<x/>".getBytes(), "application/xml").build(), HttpResponse.BodyHandlers.ofString());
        assertProblem(xml, 415, "/problems/unsupported-media-type");
    }

    @Test
    void aStoreThatIsDownMeansTryAgainLater() throws Exception {
        server.vehicles.cutOff();
        HttpResponse<String> answer = server.get("/api/v1/vehicles", server.token(Role.VIEWER));
        assertProblem(answer, 503, "/problems/unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void aBugTellsTheCallerNothing() throws Exception {
        server.vehicles.breakWith(new IllegalStateException("secret of the house"));
        HttpResponse<String> answer = server.get("/api/v1/vehicles", server.token(Role.VIEWER));
        assertProblem(answer, 500, "/problems/internal");
        assertThat(answer.body()).doesNotContain("secret");
    }
}
