package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.trip.Trip;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents as a tenant's software has them: declared, put past the API, confirmed, got. */
class DocumentApiTest extends ServerTest {

    private static final String DOCUMENTS = "/api/v1/documents";
    private static final byte[] NOTE = "%PDF-1.7 a delivery note".getBytes(StandardCharsets.US_ASCII);

    private VehicleKey van;
    private Trip trip;
    private String manager;

    @BeforeEach
    void aTrip() {
        van = fleet.vehicle(ACME, "Van 1");
        trip = fleet.trip(van, NOON);
        manager = server.token(Role.MANAGER);
    }

    @Test
    void aDocumentGoesFromDeclaredToAvailableAndComesBackAsItWas() throws Exception {
        byte[] large = new byte[6 << 20]; // more than the API takes of any body
        new Random(3).nextBytes(large);
        System.arraycopy(NOTE, 0, large, 0, NOTE.length);
        HttpResponse<String> answer = post(DOCUMENTS, declaration(large));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode declared = JSON.readTree(answer.body());
        String path = DOCUMENTS + "/" + declared.get("document_id").asText();
        assertThat(answer.headers().firstValue("Location")).contains(path);
        assertThat(declared.get("state").asText()).isEqualTo("awaiting_upload");
        assertThat(declared.get("vehicle_id").asText()).isEqualTo(van.vehicle().toString());
        assertThat(declared.get("recorded_at").asText()).isEqualTo(NOON.toString());
        assertThat(declared.at("/upload/method").asText()).isEqualTo("PUT");
        assertProblem(post(path + "/confirm", ""), 409, "/problems/document-not-uploaded");
        assertProblem(server.get(path + "/download", manager), 409, "/problems/document-state");

        assertThat(put(declared, large).statusCode()).isEqualTo(200);
        JsonNode confirmed = JSON.readTree(post(path + "/confirm", "").body());

        assertThat(confirmed.get("state").asText()).isEqualTo("available");
        assertThat(confirmed.get("awaited_until").isNull()).isTrue();
        assertThat(confirmed.has("upload")).isFalse();
        assertThat(JSON.readTree(post(path + "/confirm", "").body())).isEqualTo(confirmed);
        assertThat(JSON.readTree(server.get(path, manager).body())).isEqualTo(confirmed);
        assertProblem(post(path + "/upload", ""), 409, "/problems/document-state");
        HttpResponse<byte[]> got = download(path);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(large);
        assertThat(got.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(server.get(DOCUMENTS, manager).body()).contains("\"count\":1");
    }

    @Test
    void otherBytesThanDeclaredAreNotTaken() throws Exception {
        JsonNode declared = declared(NOTE);
        byte[] others = NOTE.clone();
        others[12]++;

        assertProblem(put(declared, others), 400, "/problems/bad-request");
        assertProblem(
                put(declared, (new String(NOTE, StandardCharsets.US_ASCII) + "!").getBytes()),
                400,
                "/problems/bad-request");
        assertProblem(post(pathOf(declared) + "/confirm", ""), 409, "/problems/document-not-uploaded");
        assertThat(put(declared, NOTE).statusCode()).isEqualTo(200);
    }

    @Test
    void bytesOfAnotherTypeAreRefusedForGood() throws Exception {
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);
        JsonNode declared = declared(page);
        assertThat(put(declared, page).statusCode()).isEqualTo(200);

        JsonNode refused = JSON.readTree(post(pathOf(declared) + "/confirm", "").body());

        assertThat(refused.get("state").asText()).isEqualTo("refused");
        assertThat(refused.get("refusal").asText()).isEqualTo("other_content");
        assertThat(server.documentFiles.uploaded(
                        ACME, DocumentId.parse(declared.get("document_id").asText())))
                .isEmpty();
        assertThat(JSON.readTree(post(pathOf(declared) + "/confirm", "").body()))
                .isEqualTo(refused);
        assertProblem(server.get(pathOf(declared) + "/download", manager), 409, "/problems/document-state");
        assertThat(server.get(DOCUMENTS + "?state=refused", manager).body()).contains("\"count\":1");
    }

    @Test
    void whatCannotBeIsNotEvenAwaited() throws Exception {
        assertInvalid("kind", "poem");
        assertInvalid("content_type", "text/html");
        assertInvalid("content_type", "video/mp4");
        assertInvalid("sha256", "abc");
        assertInvalid("size_bytes", "0");
        assertInvalid("size_bytes", String.valueOf(6L << 30));
        assertInvalid("file_name", "../../etc/passwd");
        assertInvalid("trip_id", "");
        ObjectNode clip = declaration(NOTE).put("kind", "dashcam_clip").put("content_type", "video/mp4");
        clip.remove("trip_id");
        assertProblem(post(DOCUMENTS, clip), 400, "/problems/validation");
        VehicleKey other = fleet.vehicle(ACME, "Van 2");
        assertProblem(
                post(
                        DOCUMENTS,
                        declaration(NOTE).put("vehicle_id", other.vehicle().toString())),
                400,
                "/problems/validation");
        assertProblem(
                post(DOCUMENTS, declaration(NOTE).put("trip_id", other.vehicle().toString())),
                404,
                "/problems/not-found");
    }

    @Test
    void anotherOrganizationFindsNothing() throws Exception {
        JsonNode declared = declared(NOTE);
        put(declared, NOTE);
        post(pathOf(declared) + "/confirm", "");
        String theirs = server.token(OTHER, Role.ADMIN);

        assertProblem(server.get(pathOf(declared), theirs), 404, "/problems/not-found");
        assertProblem(server.get(pathOf(declared) + "/download", theirs), 404, "/problems/not-found");
        assertProblem(server.send("DELETE", pathOf(declared), theirs, ""), 404, "/problems/not-found");
        assertProblem(server.send("POST", DOCUMENTS, theirs, declaration(NOTE).toString()), 404, "/problems/not-found");
        assertThat(server.get(DOCUMENTS, theirs).body()).contains("\"count\":0");
        assertThat(download(pathOf(declared)).body()).isEqualTo(NOTE);
    }

    @Test
    void clipsAreForThoseWhoMayViewThem() throws Exception {
        byte[] clip = "\0\0\0\u0018ftypisom\0\0\2\0 the road".getBytes(StandardCharsets.ISO_8859_1);
        ObjectNode declaration = declaration(clip)
                .put("kind", "dashcam_clip")
                .put("content_type", "video/mp4")
                .put("vehicle_id", van.vehicle().toString());
        declaration.remove("trip_id");
        JsonNode declared = JSON.readTree(post(DOCUMENTS, declaration).body());
        declared(NOTE);
        assertThat(put(declared, clip).statusCode()).isEqualTo(200);
        assertThat(post(pathOf(declared) + "/confirm", "").body()).contains("\"available\"");
        String viewer = server.token(Role.VIEWER);

        assertThat(server.get(DOCUMENTS, viewer).body()).contains("\"count\":1").contains("trip_document");
        assertThat(server.get(DOCUMENTS, manager).body())
                .contains("\"count\":2")
                .contains("dashcam_clip");
        assertThat(server.get(DOCUMENTS + "?kind=dashcam_clip&vehicle_id=" + van.vehicle(), manager)
                        .body())
                .contains("\"count\":1");
        assertProblem(server.get(DOCUMENTS + "?kind=dashcam_clip", viewer), 403, "/problems/forbidden");
        assertProblem(server.get(pathOf(declared), viewer), 403, "/problems/forbidden");
        assertProblem(server.get(pathOf(declared) + "/download", viewer), 403, "/problems/forbidden");
        assertThat(download(pathOf(declared)).body()).isEqualTo(clip);
    }

    @Test
    void whoSeesAFleetSeesAndSendsItsVehiclesDocumentsOnly() throws Exception {
        String admin = server.token(Role.ADMIN);
        VehicleKey hers = fleet.vehicle(ACME, "Van 2");
        Trip herTrip = fleet.trip(hers, NOON);
        server.send("PUT", "/api/v1/fleets/north", admin, "{\"name\": \"North\"}");
        server.send("PUT", "/api/v1/fleets/north/vehicles/" + hers.vehicle(), admin, "");
        server.send("PUT", "/api/v1/members/di", admin, "{\"name\": \"Di\", \"roles\": [], \"fleets\": [\"north\"]}");
        String di = server.issuer.mint(ACME, "di", List.of(Role.MANAGER), Duration.ofMinutes(5));
        JsonNode unseen = declared(NOTE);
        put(unseen, NOTE);
        String hersToo =
                declaration(NOTE).put("trip_id", herTrip.id().toString()).toString();

        JsonNode seen =
                JSON.readTree(server.send("POST", DOCUMENTS, di, hersToo).body());

        assertThat(put(seen, NOTE).statusCode()).isEqualTo(200);
        assertThat(server.send("POST", pathOf(seen) + "/confirm", di, "").body())
                .contains("\"available\"");
        assertThat(JSON.readTree(server.get(DOCUMENTS, di).body()).findValuesAsText("document_id"))
                .containsExactly(seen.get("document_id").asText());
        for (String action : List.of("confirm", "upload")) {
            assertThat(server.send("POST", pathOf(unseen) + "/" + action, di, "")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(server.send("DELETE", pathOf(unseen), di, "").statusCode()).isEqualTo(404);
        assertThat(server.get(pathOf(unseen), di).statusCode()).isEqualTo(404);
        assertThat(server.get(pathOf(unseen) + "/download", di).statusCode()).isEqualTo(404);
        assertThat(server.send("POST", DOCUMENTS, di, declaration(NOTE).toString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get(DOCUMENTS, manager).body()).contains("\"count\":2");
    }

    @Test
    void whatIsRemovedIsGoneWithItsBytesAndItsUrls() throws Exception {
        JsonNode declared = declared(NOTE);
        put(declared, NOTE);
        post(pathOf(declared) + "/confirm", "");
        String url = JSON.readTree(
                        server.get(pathOf(declared) + "/download", manager).body())
                .at("/download/url")
                .asText();

        assertThat(server.send("DELETE", pathOf(declared), manager, "").statusCode())
                .isEqualTo(204);

        assertThat(get(url).statusCode()).isEqualTo(404);
        assertProblem(server.get(pathOf(declared), manager), 404, "/problems/not-found");
        assertProblem(server.send("DELETE", pathOf(declared), manager, ""), 404, "/problems/not-found");
    }

    @Test
    void anotherUrlIsHadWhileTheBytesAreAwaited() throws Exception {
        JsonNode declared = declared(NOTE);
        JsonNode renewed = JSON.readTree(post(pathOf(declared) + "/upload", "").body());

        assertThat(put(renewed, NOTE).statusCode()).isEqualTo(200);
        assertThat(post(pathOf(declared) + "/confirm", "").body()).contains("\"available\"");
    }

    @Test
    void whoDidWhatIsInTheAuditLogAndNoUrl() throws Exception {
        JsonNode declared = declared(NOTE);
        put(declared, NOTE);
        post(pathOf(declared) + "/confirm", "");
        download(pathOf(declared));
        server.send("DELETE", pathOf(declared), manager, "");

        String log =
                server.get("/api/v1/audit/export", server.token(Role.AUDITOR)).body();
        for (String action : new String[] {"declare", "confirm", "download", "remove"}) {
            assertThat(log).contains("\"document." + action + "\"");
        }
        assertThat(log).contains(declared.get("document_id").asText()).doesNotContain("signature");
    }

    private void assertInvalid(String field, String value) throws Exception {
        ObjectNode declaration = declaration(NOTE);
        if (field.equals("size_bytes")) {
            declaration.put(field, Long.parseLong(value));
        } else {
            declaration.put(field, value);
        }
        JsonNode problem = assertProblem(post(DOCUMENTS, declaration), 400, "/problems/validation");
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
    }

    private JsonNode declared(byte[] content) throws Exception {
        HttpResponse<String> answer = post(DOCUMENTS, declaration(content));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    private ObjectNode declaration(byte[] content) {
        return JSON.createObjectNode()
                .put("kind", "trip_document")
                .put("trip_id", trip.id().toString())
                .put("file_name", "note.pdf")
                .put("content_type", "application/pdf")
                .put("size_bytes", content.length)
                .put("sha256", HexFormat.of().formatHex(Sha256.of(content)));
    }

    private static String pathOf(JsonNode declared) {
        return DOCUMENTS + "/" + declared.get("document_id").asText();
    }

    private HttpResponse<String> post(String path, Object body) throws Exception {
        return server.send("POST", path, manager, body.toString());
    }

    private HttpResponse<String> put(JsonNode declared, byte[] content) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(declared.at("/upload/url").asText()));
        declared.at("/upload/headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return server.client.send(
                request.PUT(HttpRequest.BodyPublishers.ofByteArray(content)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> download(String path) throws Exception {
        return get(JSON.readTree(server.get(path + "/download", manager).body())
                .at("/download/url")
                .asText());
    }

    private HttpResponse<byte[]> get(String url) throws Exception {
        return server.client.send(
                HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
