package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.Fleet.driving;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.VehicleId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Accounts, members, keys, fleets and claims, as those who run an organization and the operator meet them. */
class TenancyApiTest extends ServerTest {

    private static final String VIN = "5YJ3E1EA7JF000001";

    @Test
    void theOperatorMakesLimitsAndSuspendsAccounts() throws Exception {
        String operator = server.token(new OrganizationId("operator"), Role.OPERATOR);
        String made = """
                {"organization": "newco", "name": "New Co", "quota": {"connections": 7}}""";

        JsonNode organization = JSON.readTree(ok(201, send("POST", "/organizations", operator, made)));
        assertThat(organization.at("/quota/connections").asInt()).isEqualTo(7);
        assertThat(organization.get("state").asText()).isEqualTo("active");
        assertProblem(send("POST", "/organizations", operator, made), 409, "/problems/conflict");
        OrganizationId newco = new OrganizationId("newco");
        String manager = server.token(newco, Role.MANAGER);
        assertThat(JSON.readTree(ok(200, get("/organization", manager)))).isEqualTo(organization);
        assertThat(get("/organizations", manager).statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(ok(200, get("/organizations", operator))).findValuesAsText("organization"))
                .contains("newco", "operator");

        String tag = get("/organizations/newco", operator)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        ok(
                200,
                server.send(
                        "PATCH",
                        "/api/v1/organizations/newco",
                        operator,
                        "{\"state\": \"suspended\"}",
                        "If-Match",
                        tag));
        assertProblem(get("/vehicles", manager), 403, "/problems/organization-refused");
        HttpResponse<String> stale = server.send(
                "PATCH", "/api/v1/organizations/newco", operator, "{\"state\": \"active\"}", "If-Match", tag);
        assertProblem(stale, 412, "/problems/precondition-failed");
        ok(200, send("PATCH", "/organizations/newco", operator, "{\"state\": \"active\"}"));
        assertThat(get("/vehicles", manager).statusCode()).isEqualTo(200);
        assertThat(send("PATCH", "/organizations/newco", operator, "{\"quota\": {\"connections\": 0}}")
                        .body())
                .contains("quota.connections");
        assertThat(send("PATCH", "/organizations/nobody", operator, "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aKeyIsShownOnceWorksAndIsRevoked() throws Exception {
        fleet.vehicle(ACME, "Van", driving(new VehicleId(UUID.randomUUID()), NOON, 47));
        String admin = server.token(Role.ADMIN);
        JsonNode made = JSON.readTree(
                ok(201, send("POST", "/api-keys", admin, "{\"name\": \"board\", \"roles\": [\"viewer\"]}")));
        String key = made.get("api_key").asText();
        String id = made.get("api_key_id").asText();

        assertThat(key).startsWith("fpk_" + id + "_");
        assertThat(JSON.readTree(ok(200, get("/vehicles", key))).get("count").asInt())
                .isEqualTo(1);
        assertThat(get("/dead-letters", key).statusCode()).isEqualTo(403);
        String listed = ok(200, get("/api-keys", admin));
        assertThat(listed).contains(id).doesNotContain(key);
        assertThat(JSON.readTree(listed).at("/api_keys/0/last_used_at").asText())
                .isNotBlank();
        char last = key.charAt(key.length() - 1);
        String wrong = key.substring(0, key.length() - 1) + (last == 'A' ? 'B' : 'A');
        assertThat(get("/vehicles", wrong).statusCode()).isEqualTo(401);

        assertThat(send("DELETE", "/api-keys/" + id, server.token(OTHER, Role.ADMIN), "")
                        .statusCode())
                .isEqualTo(404);
        ok(204, send("DELETE", "/api-keys/" + id, admin, ""));
        assertThat(get("/vehicles", key).statusCode()).isEqualTo(401);
    }

    @Test
    void nobodyGivesWhatTheyLack() throws Exception {
        String admin = server.token(Role.ADMIN);
        assertThat(send("POST", "/api-keys", server.token(Role.MANAGER), "{\"name\": \"x\", \"roles\": [\"viewer\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/api-keys", admin, "{\"name\": \"x\", \"roles\": [\"operator\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/api-keys", admin, "{\"name\": \"x\", \"permissions\": [\"operate\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("PUT", "/roles/god", admin, "{\"permissions\": [\"operate\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("PUT", "/roles/viewer", admin, "{\"permissions\": []}").statusCode())
                .isEqualTo(400);
        ok(201, send("POST", "/api-keys", admin, "{\"name\": \"feed\", \"roles\": [\"source\"]}"));

        // Somebody who may keep members, and nothing else, cannot make themselves an admin.
        ok(201, send("PUT", "/roles/clerk", admin, "{\"permissions\": [\"manage_members\"]}"));
        ok(201, send("PUT", "/members/clara", admin, "{\"name\": \"Clara\", \"roles\": [\"clerk\"]}"));
        String clara = server.issuer.mint(ACME, "clara", List.of(), Duration.ofMinutes(5));
        assertThat(get("/members", clara).statusCode()).isEqualTo(200);
        assertThat(send("PUT", "/members/clara", clara, "{\"name\": \"Clara\", \"roles\": [\"admin\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("PUT", "/roles/clerk", clara, "{\"permissions\": [\"manage_members\", \"erase_data\"]}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatTheOrganizationSaysOfAMemberAddsToItsToken() throws Exception {
        String admin = server.token(Role.ADMIN);
        String bo = server.issuer.mint(ACME, "bo", List.of(), Duration.ofMinutes(5));
        String others = server.issuer.mint(OTHER, "bo", List.of(), Duration.ofMinutes(5));
        assertThat(get("/trips", bo).statusCode()).isEqualTo(403);
        ok(201, send("PUT", "/roles/tripper", admin, "{\"permissions\": [\"view_trips\"]}"));
        ok(201, send("PUT", "/members/bo", admin, "{\"name\": \"Bo\", \"roles\": [\"tripper\"]}"));

        assertThat(get("/trips", bo).statusCode()).isEqualTo(200);
        assertThat(get("/gaps", bo).statusCode()).isEqualTo(403);
        assertThat(get("/trips", others).statusCode()).isEqualTo(403);
        ok(204, send("DELETE", "/roles/tripper", admin, ""));
        assertThat(get("/trips", bo).statusCode()).isEqualTo(403);
        ok(200, send("PUT", "/members/bo", admin, "{\"name\": \"Bo\", \"roles\": [\"viewer\"]}"));
        assertThat(get("/trips", bo).statusCode()).isEqualTo(200);
        ok(204, send("DELETE", "/members/bo", admin, ""));
        assertThat(get("/trips", bo).statusCode()).isEqualTo(403);
        assertThat(send("PUT", "/members/bo", admin, "{\"name\": \"Bo\", \"roles\": [\"no-such\"]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoIsConfinedToAFleetMeetsNothingElse() throws Exception {
        List<VehicleKey> vans = new ArrayList<>();
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            VehicleKey van = fleet.vehicle(ACME, "Van " + i, driving(new VehicleId(UUID.randomUUID()), NOON, 47));
            vans.add(van);
            trips.add(fleet.trip(van, NOON.plusSeconds(i)));
        }
        for (String id : List.of("S-1", "S-2")) {
            server.stores.stations().register(FleetStation.unnamed(ACME, new StationId(id), NOON));
        }
        String admin = server.token(Role.ADMIN);
        ok(201, send("PUT", "/fleets/north", admin, "{\"name\": \"North\"}"));
        for (int i : List.of(1, 4)) {
            ok(204, send("PUT", "/fleets/north/vehicles/" + vans.get(i).vehicle(), admin, ""));
        }
        ok(204, send("PUT", "/fleets/north/stations/S-2", admin, ""));
        assertThat(send("PUT", "/fleets/north/vehicles/" + UUID.randomUUID(), admin, "")
                        .statusCode())
                .isEqualTo(404);
        ok(201, send("PUT", "/members/di", admin, "{\"name\": \"Di\", \"roles\": [], \"fleets\": [\"north\"]}"));
        String di = server.issuer.mint(ACME, "di", List.of(Role.ADMIN), Duration.ofMinutes(5));

        JsonNode page = JSON.readTree(ok(200, get("/vehicles?limit=1", di)));
        assertThat(page.at("/vehicles/0/vehicle_id").asText())
                .isEqualTo(vans.get(1).vehicle().toString());
        JsonNode rest = JSON.readTree(
                ok(200, get("/vehicles?limit=5&cursor=" + page.get("next").asText(), di)));
        assertThat(rest.findValuesAsText("vehicle_id"))
                .containsExactly(vans.get(4).vehicle().toString());
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(JSON.readTree(ok(200, get("/trips", di))).findValuesAsText("trip_id"))
                .containsExactly(trips.get(4).id().toString(), trips.get(1).id().toString());
        assertThat(JSON.readTree(ok(200, get("/stations", di))).findValuesAsText("station_id"))
                .containsExactly("S-2");
        String seen = vans.get(1).vehicle().toString();
        String unseen = vans.get(0).vehicle().toString();
        assertThat(get("/vehicles/" + seen + "/history", di).statusCode()).isEqualTo(200);
        for (String path : List.of(
                "/vehicles/" + unseen,
                "/vehicles/" + unseen + "/state",
                "/vehicles/" + unseen + "/history",
                "/trips/" + trips.get(0).id(),
                "/trips/" + trips.get(0).id() + "/track",
                "/stations/S-1",
                "/stations/S-1/history",
                "/stations/S-1/availability",
                "/stations/S-1/days",
                "/stations/S-1/commands")) {
            assertProblem(get(path, di), 404, "/problems/not-found");
            assertThat(get(path, admin).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(send("POST", "/stations/S-1/commands", di, "{\"command\": \"restart\"}")
                        .statusCode())
                .isEqualTo(404);
        // What confines them is not theirs to change.
        assertThat(send("PUT", "/fleets/north/vehicles/" + unseen, di, "").statusCode())
                .isEqualTo(403);
        assertThat(send("DELETE", "/members/di", di, "").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/api-keys", di, "{\"name\": \"x\", \"roles\": [\"viewer\"]}")
                        .statusCode())
                .isEqualTo(403);
        ok(204, send("DELETE", "/fleets/north/vehicles/" + seen, admin, ""));
        assertThat(get("/vehicles/" + seen, di).statusCode()).isEqualTo(404);
        assertThat(new StationKey(ACME, new StationId("S-2")).station().value()).isEqualTo("S-2");
    }

    @Test
    void aClaimNeverTellsTheVin() throws Exception {
        String manager = server.token(Role.MANAGER);
        String operator = server.token(new OrganizationId("operator"), Role.OPERATOR);
        String claim =
                "{\"vin\": \"" + VIN.toLowerCase(java.util.Locale.ROOT) + "\", \"proof\": \"papers of " + VIN + "\"}";

        HttpResponse<String> made = send("POST", "/vehicle-claims", manager, claim);
        JsonNode ours = JSON.readTree(ok(201, made));
        assertThat(ours.get("vehicle_id").asText())
                .isEqualTo(server.pseudonyms.of(ACME, "vin", VIN).toString());
        assertThat(ours.get("state").asText()).isEqualTo("pending");
        assertProblem(send("POST", "/vehicle-claims", manager, claim), 409, "/problems/conflict");
        String other = server.token(OTHER, Role.MANAGER);
        JsonNode theirs = JSON.readTree(ok(201, send("POST", "/vehicle-claims", other, claim)));
        String id = ours.get("claim_id").asText();
        assertThat(get("/vehicle-claims/" + id, other).statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/vehicle-claims/" + id, other, "").statusCode())
                .isEqualTo(404);
        assertThat(send("POST", "/vehicle-claims/" + id + "/approve", manager, "")
                        .statusCode())
                .isEqualTo(403);

        String pending = ok(200, get("/vehicle-claims?state=pending", operator));
        assertThat(JSON.readTree(pending).get("count").asInt()).isEqualTo(2);
        ok(200, send("POST", "/vehicle-claims/" + id + "/approve", operator, ""));
        String taken = "/vehicle-claims/" + theirs.get("claim_id").asText();
        assertProblem(send("POST", taken + "/approve", operator, ""), 409, "/problems/conflict");
        ok(200, send("POST", taken + "/reject", operator, ""));
        String released = ok(200, send("DELETE", "/vehicle-claims/" + id, manager, ""));
        assertThat(JSON.readTree(released).get("state").asText()).isEqualTo("released");
        assertProblem(send("DELETE", "/vehicle-claims/" + id, manager, ""), 409, "/problems/conflict");
        HttpResponse<String> malformed =
                send("POST", "/vehicle-claims", manager, "{\"vin\": \"" + VIN.substring(1) + "\"}");
        assertProblem(malformed, 400, "/problems/validation");
        for (String told : List.of(made.body(), pending, released, malformed.body())) {
            assertThat(told).doesNotContainIgnoringCase(VIN.substring(1));
        }
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return server.get("/api/v1" + path, token);
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        return server.send(method, "/api/v1" + path, token, body);
    }

    private static String ok(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }
}
