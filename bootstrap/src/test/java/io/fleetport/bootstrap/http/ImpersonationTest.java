package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.fleet.OrganizationId;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operator in a tenant's place. */
class ImpersonationTest extends ServerTest {

    private static final OrganizationId OPERATOR = new OrganizationId("operator");
    private static final String PATH = "/api/v1/organizations/acme/impersonations";

    @Test
    void theOperatorSeesWhatTheTenantSeesAndBothLogsSayWhoAndWhy() throws Exception {
        fleet.vehicle(ACME, "Van 1");
        server.get("/api/v1/vehicles", server.token(Role.VIEWER));
        String operator = server.token(OPERATOR, Role.OPERATOR);

        HttpResponse<String> answer =
                server.send("POST", PATH, operator, "{\"reason\": \"support case 17\", \"role\": \"manager\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode begun = JSON.readTree(answer.body());
        String key = begun.get("api_key").asText();

        assertThat(server.get("/api/v1/vehicles", key).body()).contains("Van 1");
        assertThat(server.get("/api/v1/members", key).statusCode()).isEqualTo(403);
        assertThat(server.send("POST", "/api/v1/stations", key, "{\"station_id\": \"S-9\"}")
                        .statusCode())
                .isEqualTo(201);

        List<AuditEvent> theirs = log(ACME);
        assertThat(theirs)
                .extracting(AuditEvent::action)
                .containsExactly("station.register", "refused", "impersonation.begin");
        assertThat(theirs).allSatisfy(event -> {
            assertThat(event.impersonator()).isEqualTo("someone");
            assertThat(event.subject()).endsWith(begun.get("api_key_id").asText());
        });
        assertThat(theirs.getLast().reason()).isEqualTo("support case 17");
        assertThat(log(OPERATOR)).extracting(AuditEvent::action).contains("impersonation.begin");
    }

    @Test
    void withoutAReasonOrTheRightNobodyActsForAnother() throws Exception {
        server.get("/api/v1/vehicles", server.token(Role.VIEWER));
        String operator = server.token(OPERATOR, Role.OPERATOR);
        assertProblem(server.send("POST", PATH, operator, "{\"reason\": \"why not\"}"), 400, "/problems/validation");
        assertProblem(server.send("POST", PATH, operator, "{}"), 400, "/problems/validation");
        assertProblem(
                server.send("POST", PATH, operator, "{\"reason\": \"support case 17\", \"role\": \"operator\"}"),
                400,
                "/problems/validation");
        assertProblem(
                server.send("POST", PATH, operator, "{\"reason\": \"support case 17\", \"minutes\": 61}"),
                400,
                "/problems/validation");
        assertProblem(
                server.send("POST", PATH, server.token(Role.ADMIN), "{\"reason\": \"support case 17\"}"),
                403,
                "/problems/forbidden");
        assertProblem(
                server.send(
                        "POST",
                        "/api/v1/organizations/nobody-here/impersonations",
                        operator,
                        "{\"reason\": \"support case 17\"}"),
                404,
                "/problems/not-found");
        assertThat(log(ACME)).extracting(AuditEvent::action).doesNotContain("impersonation.begin");
    }

    private List<AuditEvent> log(OrganizationId organization) {
        return server.stores.auditLog().list(organization, AuditLog.Filter.ALL, null, 100).items().stream()
                .map(AuditEntry::event)
                .toList();
    }
}
