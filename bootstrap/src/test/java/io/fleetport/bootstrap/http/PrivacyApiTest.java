package io.fleetport.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.VinKeeping;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.vehicle.VehicleId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyApiTest {

    private static final String VIN = "5YJ3E1EA7KF000001";
    private static final String REASON = "{\"reason\":\"reported stolen, case 1\"}";

    @TempDir
    static Path folder;

    private static WebServer server;
    private static VehicleKey car;

    @BeforeAll
    static void start() {
        server = new WebServer(folder);
        VehicleId id = server.pseudonyms.of(WebServer.ACME, "vin", VIN);
        car = new Fleet(server.stores.ledger()).vehicle(WebServer.ACME, "One", Fleet.driving(id, Fleet.NOON, 47.1));
        try (VinKeeping keeping =
                new VinKeeping(server.pseudonyms, server.stores.privacy().vins(), server.keys, server.book)) {
            keeping.start();
            keeping.of(WebServer.ACME, "vin", VIN);
            Awaitility.await()
                    .until(() -> server.stores.privacy().vins().find(car).isPresent());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String vehicle(String rest) {
        return "/api/v1/vehicles/" + car.vehicle() + rest;
    }

    private static HttpResponse<String> send(String method, String path, Role role, String body) throws Exception {
        return server.send(method, path, server.token(role), body);
    }

    @Test
    void aVinIsGivenWithAReasonThatIsOnRecord() throws Exception {
        HttpResponse<String> answer = send("POST", vehicle("/vin"), Role.ADMIN, REASON);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(WebServer.JSON.readTree(answer.body()).get("vin").asText()).isEqualTo(VIN);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        AuditEvent recorded = server.stores
                .auditLog()
                .list(WebServer.ACME, AuditLog.Filter.ALL, null, 1)
                .items()
                .getFirst()
                .event();
        assertThat(recorded.action()).isEqualTo("vin.reveal");
        assertThat(recorded.id()).isEqualTo(car.vehicle().toString());
        assertThat(recorded.reason()).isEqualTo("reported stolen, case 1");
    }

    @Test
    void aVinIsNotGivenWithoutPermissionReasonOrOwnership() throws Exception {
        assertThat(send("POST", vehicle("/vin"), Role.MANAGER, REASON).statusCode())
                .isEqualTo(403);
        HttpResponse<String> without = send("POST", vehicle("/vin"), Role.ADMIN, "{\"reason\":\"why not\"}");
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).contains("\"field\":\"reason\"").doesNotContain(VIN);
        assertThat(server.send("POST", vehicle("/vin"), server.token(WebServer.OTHER, Role.ADMIN), REASON)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void positionsAreSwitchedOffByTheHourAndOnAgain() throws Exception {
        String rule = "{\"positions\":\"off\",\"schedule\":[{\"days\":[\"fri\",\"mon\"],\"from\":\"18:00\","
                + "\"until\":\"06:30\",\"zone\":\"Europe/Berlin\"}]}";

        HttpResponse<String> answer = send("PUT", vehicle("/privacy"), Role.MANAGER, rule);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode hours = server.json(vehicle("/privacy")).get("schedule").get(0);
        assertThat(hours)
                .isEqualTo(WebServer.JSON.readTree("{\"days\":[\"mon\",\"fri\"],\"from\":\"18:00\",\"until\":\"06:30\","
                        + "\"zone\":\"Europe/Berlin\"}"));
        assertThat(server.book.of(car).hidesPosition(Instant.parse("2026-05-04T17:00:00Z")))
                .isTrue();
        assertThat(send("PUT", vehicle("/privacy"), Role.MANAGER, "{\"positions\":\"on\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.json(vehicle("/privacy")).get("positions").asText()).isEqualTo("on");
        assertThat(server.book.of(car)).isNull();
    }

    @Test
    void aWrongRuleIsRefusedByTheNameOfWhatIsWrong() throws Exception {
        Map.of(
                        "{}",
                        "positions",
                        "{\"positions\":\"maybe\"}",
                        "positions",
                        "{\"positions\":\"on\",\"schedule\":[{\"days\":[\"mon\"],\"from\":\"1:00\"}]}",
                        "schedule.from",
                        "{\"positions\":\"off\",\"schedule\":[7]}",
                        "schedule",
                        "{\"positions\":\"off\",\"schedule\":[{\"days\":[\"mo\"]}]}",
                        "schedule.days",
                        "{\"positions\":\"off\",\"schedule\":[{\"days\":[\"mon\"],\"from\":\"01:00\",\"until\":\"02:00\","
                                + "\"zone\":\"Mars\"}]}",
                        "schedule.zone")
                .forEach((body, field) -> {
                    try {
                        HttpResponse<String> answer = send("PUT", vehicle("/privacy"), Role.MANAGER, body);
                        assertThat(answer.statusCode()).as(body).isEqualTo(400);
                        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
                    } catch (Exception e) {
                        throw new AssertionError(body, e);
                    }
                });
        assertThat(send("PUT", vehicle("/privacy"), Role.VIEWER, "{\"positions\":\"off\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(
                                "PUT",
                                vehicle("/privacy"),
                                server.token(WebServer.OTHER, Role.MANAGER),
                                "{\"positions\":\"off\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anErasureIsOrderedReportedAndItsVehicleLetInAgain() throws Exception {
        VehicleKey van = new Fleet(server.stores.ledger())
                .vehicle(WebServer.ACME, "Van", Fleet.driving(new VehicleId(UUID.randomUUID()), Fleet.NOON, 47.1));
        String order = "{\"vehicle_id\":\"" + van.vehicle() + "\",\"reason\":\"its driver asked for it\"}";
        assertThat(send("POST", "/api/v1/erasures", Role.MANAGER, order).statusCode())
                .isEqualTo(403);
        assertThat(server.send("POST", "/api/v1/erasures", server.token(WebServer.OTHER, Role.ADMIN), order)
                        .statusCode())
                .isEqualTo(404);

        HttpResponse<String> ordered = send("POST", "/api/v1/erasures", Role.ADMIN, order);

        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
        String report = ordered.headers().firstValue("Location").orElseThrow();
        assertThat(server.book.of(van).refuses(Fleet.NOON)).isTrue();
        JsonNode shown = WebServer.JSON.readTree(
                server.get(report, server.token(Role.ADMIN)).body());
        assertThat(shown.get("state").asText()).isEqualTo("requested");
        assertThat(shown.get("not_reached")).isNotEmpty();
        assertThat(server.get(report, server.token(WebServer.OTHER, Role.ADMIN)).statusCode())
                .isEqualTo(404);
        assertThat(server.get("/api/v1/erasures", server.token(Role.ADMIN)).body())
                .contains(shown.get("erasure_id").asText());
        assertThat(send("POST", report + "/readmission", Role.ADMIN, REASON).statusCode())
                .isEqualTo(400);

        server.stores
                .privacy()
                .erasures()
                .progress(
                        UUID.fromString(shown.get("erasure_id").asText()),
                        Erasure.State.FINISHED,
                        Map.of(),
                        Fleet.NOON);
        assertThat(send("POST", report + "/readmission", Role.ADMIN, REASON).statusCode())
                .isEqualTo(200);
        assertThat(server.book.of(van)).isNull();
    }

    @Test
    void anIntervalIsCheckedBeforeAnythingIsErased() throws Exception {
        for (String interval : new String[] {
            "\"from\":\"2026-01-01T00:00:00Z\"",
            "\"until\":\"2026-01-01T00:00:00Z\"",
            "\"from\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"",
            "\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-02-03T00:00:00Z\""
        }) {
            assertThat(send(
                                    "POST",
                                    "/api/v1/erasures",
                                    Role.ADMIN,
                                    "{\"vehicle_id\":\"" + car.vehicle() + "\",\"reason\":\"left the company\","
                                            + interval + "}")
                            .statusCode())
                    .as(interval)
                    .isEqualTo(400);
        }
    }
}
