package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Registering, changing and certifying stations. */
class RegistrationApiTest extends ServerTest {

    private static final String STATIONS = "/api/v1/stations";

    @Override
    Object[] parts() {
        return new Object[] {new PaperCertificates(), new BrokerAddress("broker.example.com", 8883)};
    }

    @Test
    void theAnswerToARegistrationIsAllADeviceNeeds() throws Exception {
        HttpResponse<String> answer = register("""
                {"station_id": "S-1", "name": "North", "latitude": 56.5, "longitude": -3.0, "csr": "please"}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/stations/S-1");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        JsonNode registered = JSON.readTree(answer.body());
        assertThat(registered.get("station_id").asText()).isEqualTo("S-1");
        assertThat(registered.get("name").asText()).isEqualTo("North");
        assertThat(registered.get("latitude").asDouble()).isEqualTo(56.5);
        assertThat(registered.get("certificate").asText()).isEqualTo("certificate of S-1");
        assertThat(registered.get("authority").asText()).isEqualTo("authority");
        assertThat(registered.get("certificate_expires_at").asText()).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(registered.get("broker")).isEqualTo(JSON.readTree("""
                {"host": "broker.example.com", "port": 8883, "topic_prefix": "ev/station/S-1"}"""));
        assertThat(server.json(STATIONS + "/S-1").get("name").asText()).isEqualTo("North");
    }

    @Test
    void registeringAgainChangesOnlyWhatIsGiven() throws Exception {
        assertThat(register("{\"station_id\": \"S-1\", \"name\": \"North\"}").statusCode())
                .isEqualTo(201);
        HttpResponse<String> again = register("{\"station_id\": \"S-1\", \"latitude\": 1, \"longitude\": 2}");
        assertThat(again.statusCode()).isEqualTo(200);
        JsonNode station = JSON.readTree(again.body());
        assertThat(station.get("name").asText()).isEqualTo("North");
        assertThat(station.get("latitude").asDouble()).isEqualTo(1);
        assertThat(station.has("certificate")).isFalse();
        assertThat(station.has("broker")).isFalse();
        assertThat(JSON.readTree(register("{\"station_id\": \"S-2\"}").body())
                        .get("name")
                        .asText())
                .isEqualTo("S-2");
    }

    @Test
    void aStationOfAnotherOrganizationIsTaken() throws Exception {
        forecourt.station(OTHER, "S-1", StationState.NOTHING_HEARD);
        assertProblem(register("{\"station_id\": \"S-1\", \"csr\": \"please\"}"), 409, "/problems/conflict");
        assertProblem(patch("S-1", "{\"name\": \"Ours\"}"), 404, "/problems/not-found");
        assertProblem(
                server.send("POST", STATIONS + "/S-1/certificates", manager(), "{\"csr\": \"please\"}"),
                404,
                "/problems/not-found");
    }

    @Test
    void aStationThatWasHeardOfKeepsWhatItSaidWhenItIsRegistered() throws Exception {
        forecourt.station(ACME, "S-1", Forecourt.state(Forecourt.report(Fleet.NOON, StationStatus.OPERATIONAL, 21.5)));
        JsonNode station = JSON.readTree(
                register("{\"station_id\": \"S-1\", \"name\": \"North\"}").body());
        assertThat(station.get("name").asText()).isEqualTo("North");
        assertThat(station.get("temperature").asDouble()).isEqualTo(21.5);
    }

    @Test
    void aStationIsRenamedAndMovedUnlessSomeoneElseDidMeanwhile() throws Exception {
        String tag = register("{\"station_id\": \"S-1\"}")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        // A report changes the tag, but not the part that is held against a change.
        forecourt.station(ACME, "S-1", Forecourt.state(Forecourt.report(Fleet.NOON, StationStatus.OPERATIONAL, 21.5)));

        HttpResponse<String> renamed = patch("S-1", "{\"name\": \"North\"}", "If-Match", tag);
        assertThat(renamed.statusCode()).as(renamed.body()).isEqualTo(200);
        assertThat(JSON.readTree(renamed.body()).get("name").asText()).isEqualTo("North");
        assertProblem(patch("S-1", "{\"name\": \"South\"}", "If-Match", tag), 412, "/problems/precondition-failed");
        assertThat(patch("S-1", "{\"latitude\": 1, \"longitude\": 2}").statusCode())
                .isEqualTo(200);
        String newest = renamed.headers().firstValue("ETag").orElseThrow();
        assertProblem(patch("S-1", "{\"name\": \"South\"}", "If-Match", newest), 412, "/problems/precondition-failed");
        assertThat(patch("S-1", "{\"name\": \"South\"}", "If-Match", "*").statusCode())
                .isEqualTo(200);
        assertThat(server.json(STATIONS + "/S-1").get("name").asText()).isEqualTo("South");
        assertProblem(patch("S-9", "{\"name\": \"South\"}"), 404, "/problems/not-found");
    }

    @Test
    void aRegisteredStationGetsAnotherCertificate() throws Exception {
        register("{\"station_id\": \"S-1\"}");
        HttpResponse<String> answer =
                server.send("POST", STATIONS + "/S-1/certificates", manager(), "{\"csr\": \"please\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(answer.body()).get("certificate").asText()).isEqualTo("certificate of S-1");
        assertThat(JSON.readTree(answer.body()).get("broker").get("port").asInt())
                .isEqualTo(8883);
    }

    @Test
    void aRequestThatCannotBeCertifiedRegistersNothing() throws Exception {
        assertThat(field(register("{\"station_id\": \"S-1\", \"csr\": \"now\"}")))
                .isEqualTo("csr");
        assertThat(server.get(STATIONS + "/S-1", manager()).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsWrongWithARegistrationIsNamed() throws Exception {
        Map<String, String> wrong = Map.of(
                "",
                "body",
                "{}",
                "station_id",
                "{\"station_id\": \"-\"}",
                "station_id",
                "{\"station_id\": 7}",
                "station_id",
                "{\"station_id\": \"S-1\", \"name\": \"\"}",
                "name",
                "{\"station_id\": \"S-1\", \"name\": \"" + "x".repeat(129) + "\"}",
                "name",
                "{\"station_id\": \"S-1\", \"latitude\": 91, \"longitude\": 0}",
                "latitude",
                "{\"station_id\": \"S-1\", \"latitude\": 1}",
                "longitude",
                "{\"station_id\": \"S-1\", \"longitude\": \"east\"}",
                "longitude",
                "{\"station_id\": \"S-1\", \"nmae\": \"North\"}",
                "nmae");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            assertThat(field(register(each.getKey()))).as(each.getKey()).isEqualTo(each.getValue());
        }
        for (String malformed : List.of("{", "[]", "7", "null")) {
            assertProblem(register(malformed), 400, "/problems/bad-request");
        }
        assertThat(server.json(STATIONS).get("count").asInt()).isZero();
    }

    @Test
    void withoutAnAuthorityOfOursThereAreNoCertificates() throws Exception {
        server.close();
        server = new WebServer(folder);
        assertProblem(
                register("{\"station_id\": \"S-1\", \"csr\": \"please\"}"), 409, "/problems/certificates-not-offered");
        assertThat(server.get(STATIONS + "/S-1", manager()).statusCode()).isEqualTo(404);
        assertThat(register("{\"station_id\": \"S-1\"}").statusCode()).isEqualTo(201);
        assertProblem(
                server.send("POST", STATIONS + "/S-1/certificates", manager(), "{\"csr\": \"please\"}"),
                409,
                "/problems/certificates-not-offered");
    }

    private HttpResponse<String> register(String body) throws Exception {
        return server.send("POST", STATIONS, manager(), body);
    }

    private HttpResponse<String> patch(String station, String body, String... headers) throws Exception {
        return server.send("PATCH", STATIONS + "/" + station, manager(), body, headers);
    }

    private String manager() {
        return server.token(Role.MANAGER);
    }

    private static String field(HttpResponse<String> answer) throws Exception {
        JsonNode problem = assertProblem(answer, 400, "/problems/validation");
        return problem.get("errors").get(0).get("field").asText();
    }
}
