package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.bootstrap.security.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The schemas of what stations send. */
class SchemaTest extends ServerTest {

    @Test
    void theyAreListedAndServedToEveryone() throws Exception {
        JsonNode index = JSON.readTree(server.get("/schemas/stations/v1", null).body());
        assertThat(index.get("count").asInt()).isPositive();
        for (JsonNode entry : index.get("schemas")) {
            HttpResponse<String> schema = server.get(entry.get("href").asText(), null);
            assertThat(schema.statusCode()).as(entry.toString()).isEqualTo(200);
            assertThat(schema.headers().firstValue("Content-Type")).contains("application/schema+json");
            assertThat(JSON.readTree(schema.body()).isObject()).isTrue();
        }
    }

    @Test
    void whatIsNoSchemaIsNotFound() throws Exception {
        assertProblem(server.get("/schemas/stations/v1/weather.schema.json", null), 404, "/problems/not-found");
        assertThat(server.get("/schemas/stations/v1/..%2F..%2Fapplication.yml", server.token(Role.VIEWER))
                        .statusCode())
                .isEqualTo(404);
    }
}
