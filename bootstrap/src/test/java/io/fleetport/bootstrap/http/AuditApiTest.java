package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who did what, as the API tells it. */
class AuditApiTest extends ServerTest {

    @Override
    Object[] parts() {
        return new Object[] {new PaperCertificates()};
    }

    @Test
    void whatIsDoneIsRecordedWithWhoDidItAndToWhat() throws Exception {
        String manager = server.token(Role.MANAGER);
        String station = "/api/v1/stations/S-1";
        String letter = fleet.deadLetter(fleet.vehicle(ACME, "Van 1"), "{").id().toString();

        done("POST", "/api/v1/stations", """
                {"station_id": "S-1", "name": "North", "latitude": 56.5, "longitude": -2.5, "csr": "please"}""");
        done("PATCH", station, "{\"name\": \"South\"}");
        done("POST", station + "/certificates", "{\"csr\": \"please\"}");
        JsonNode command = done("POST", station + "/commands", "{\"command\": \"lock\", \"slot_id\": \"1\"}");
        server.get("/api/v1/dead-letters/" + letter, manager);

        List<String> told = new ArrayList<>();
        for (JsonNode entry : entries("/api/v1/audit")) {
            assertThat(entry.get("organization").asText()).isEqualTo("acme");
            assertThat(entry.get("subject").asText()).isEqualTo("someone");
            assertThat(entry.get("address").asText()).isNotBlank();
            told.addFirst(entry.get("number") + " " + entry.get("action").asText() + " "
                    + entry.get("kind").asText() + " " + entry.get("id").asText() + " " + entry.get("details"));
        }
        assertThat(told)
                .containsExactly(
                        "1 station.register station S-1 {\"certificate\":\"requested\",\"latitude\":\"56.5\","
                                + "\"longitude\":\"-2.5\",\"name\":\"North\"}",
                        "2 station.change station S-1 {\"name\":\"South\"}",
                        "3 station.certify station S-1 {\"certificate\":\"requested\"}",
                        "4 station.command station S-1 {\"command\":\"lock_slot\",\"command_id\":\""
                                + command.get("command_id").asText() + "\"}",
                        "5 dead_letter.view dead_letter " + letter + " {}");
        assertThat(JSON.readTree(server.get("/api/v1/audit", server.token(OTHER, Role.ADMIN))
                                .body())
                        .get("count")
                        .asInt())
                .as("another organization's")
                .isZero();
    }

    @Test
    void whatIsNotThereOrRefusedByItsFormLeavesNoEntry() throws Exception {
        String manager = server.token(Role.MANAGER);
        server.send("PATCH", "/api/v1/stations/S-9", manager, "{\"name\": \"South\"}");
        server.send("POST", "/api/v1/stations/S-9/commands", manager, "{\"command\": \"restart\"}");
        server.get("/api/v1/dead-letters/00000000-0000-0000-0000-000000000001", manager);
        server.send("POST", "/api/v1/stations", manager, "{\"station_id\": \"\"}");

        assertThat(entries("/api/v1/audit")).isEmpty();
    }

    @Test
    void aListIsFilteredAndPaged() throws Exception {
        for (int i = 1; i <= 3; i++) {
            server.send("POST", "/api/v1/stations", server.token(Role.MANAGER), "{\"station_id\": \"S-" + i + "\"}");
        }
        server.send("PATCH", "/api/v1/stations/S-1", server.token(Role.ADMIN), "{\"name\": \"South\"}");

        assertThat(ids("/api/v1/audit?action=station.register")).containsExactly("S-3", "S-2", "S-1");
        assertThat(ids("/api/v1/audit?subject=nobody")).isEmpty();
        assertThat(ids("/api/v1/audit?subject=someone&limit=1")).containsExactly("S-1");
        assertThat(ids("/api/v1/audit?until=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(ids("/api/v1/audit?from=2020-01-01T00:00:00Z")).hasSize(4);
        JsonNode page = audit("/api/v1/audit?action=station.register&limit=2");
        assertThat(ids("/api/v1/audit?action=station.register&limit=2&cursor="
                        + page.get("next").asText()))
                .containsExactly("S-1");
        AccessTest.assertProblem(
                server.get("/api/v1/audit?cursor=nonsense", server.token(Role.AUDITOR)), 400, "/problems/validation");
        AccessTest.assertProblem(
                server.get("/api/v1/audit/export?after=-1", server.token(Role.AUDITOR)), 400, "/problems/validation");
    }

    @Test
    void theExportIsTheWholeChainAndAnEntryItself() throws Exception {
        for (int i = 1; i <= 600; i++) { // more than is read at once
            server.stores.auditLog().append(event("S-" + i));
        }
        HttpResponse<String> export = server.get("/api/v1/audit/export", server.token(Role.AUDITOR));

        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(export.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        List<String> lines = export.body().lines().toList();
        assertThat(lines).hasSize(601);
        List<AuditEntry> stored = server.stores.auditLog().chain(ACME, 600, 10);
        JsonNode last = JSON.readTree(lines.getLast());
        assertThat(last.get("action").asText()).isEqualTo("audit.export");
        assertThat(last.get("hash").asText()).isEqualTo(stored.getFirst().hash().hex());
        assertThat(last.get("previous_hash").asText())
                .isEqualTo(JSON.readTree(lines.get(599)).get("hash").asText());
        String rest = server.get("/api/v1/audit/export?after=600", server.token(Role.AUDITOR))
                .body();
        assertThat(rest.lines().map(line -> read(line).get("number").asInt()).toList())
                .containsExactly(601, 602);
    }

    @Test
    void whoIsRefusedIsCountedAndWhatMattersIsRecordedOnce() throws Exception {
        String viewer = server.token(Role.VIEWER);
        for (int i = 0; i < 3; i++) {
            AccessTest.assertProblem(server.get("/api/v1/audit", viewer), 403, "/problems/forbidden");
        }
        AccessTest.assertProblem(server.get("/api/v1/audit/export", viewer), 403, "/problems/forbidden");
        AccessTest.assertProblem(server.get("/api/v1/vehicles", server.token(Role.SOURCE)), 403, "/problems/forbidden");

        AuditLog log = server.stores.auditLog();
        Awaitility.await().until(() -> log.head(ACME).number() > 0);
        assertThat(log.chain(ACME, 0, 10)).singleElement().satisfies(entry -> assertThat(
                        entry.event().action() + " " + entry.event().id())
                .isEqualTo("refused view_audit"));
        assertThat(server.get("/metrics", server.token(Role.OPERATOR)).body())
                .contains("fleetport_refused_total{permission=\"view_audit\"} 4.0")
                .contains("fleetport_refused_total{permission=\"view_vehicles\"} 1.0");
    }

    private JsonNode done(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = server.send(method, path, server.token(Role.MANAGER), body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return JSON.readTree(answer.body());
    }

    private JsonNode audit(String path) throws Exception {
        HttpResponse<String> answer = server.get(path, server.token(Role.AUDITOR));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private List<JsonNode> entries(String path) throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        audit(path).get("entries").forEach(entries::add);
        return entries;
    }

    private List<String> ids(String path) throws Exception {
        return entries(path).stream().map(entry -> entry.get("id").asText()).toList();
    }

    private static AuditEvent event(String id) {
        return new AuditEvent(
                ACME, Fleet.NOON, "ann", null, "192.0.2.1", null, "test", "station", id, null, new TreeMap<>());
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
