package io.fleetport.bootstrap.lambda;

import static io.fleetport.bootstrap.lambda.FunctionRig.DEMO;
import static io.fleetport.bootstrap.lambda.FunctionRig.JSON;
import static io.fleetport.bootstrap.lambda.FunctionRig.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.crac.Core;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The functions by events as AWS sends them, on a real server, database and bucket. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class FunctionsTest {

    private static final OrganizationId OPERATOR = new OrganizationId("operator");
    private static final String CERTIFICATE = "5c".repeat(32);
    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3, 4, 5, 6, 7, 8};

    @TempDir
    private static Path folder;

    private static FunctionRig rig;

    @BeforeAll
    static void start() {
        rig = new FunctionRig(folder);
    }

    @AfterAll
    static void end() throws Exception {
        rig.close();
    }

    @Test
    void aRequestIsAnsweredAsByTheServerItself() throws Exception {
        ApiHandler function = new ApiHandler(rig.environment);

        JsonNode answer = rig.call(function, event("http-get").replace("TOKEN", rig.token(DEMO, Role.VIEWER)));

        assertThat(answer.get("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.get("isBase64Encoded").asBoolean()).isFalse();
        assertThat(JSON.readTree(answer.get("body").asText()).has("vehicles")).isTrue();
        assertThat(answer.at("/headers/ratelimit").asText()).startsWith("\"caller\"");
        assertThat(answer.at("/headers/x-content-type-options").asText()).isEqualTo("nosniff");
        assertThat(answer.get("headers").has("transfer-encoding")).isFalse();
        JsonNode refused = rig.call(function, event("http-get").replace("TOKEN", "nobody"));
        assertThat(refused.get("statusCode").asInt()).isEqualTo(401);
        assertThat(JSON.readTree(refused.get("body").asText()).get("type").asText())
                .isEqualTo("/problems/unauthenticated");
    }

    @Test
    void bodiesComeAndGoCompressed() throws Exception {
        String reading =
                "[{\"vehicle_id\":\"zip-1\",\"vehicle_name\":\"Van\",\"observed_at\":\"2026-11-20T08:00:00Z\",\"speed_kmh\":30}]";
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(reading.getBytes(StandardCharsets.UTF_8));
        }
        ObjectNode event =
                (ObjectNode) JSON.readTree(event("http-post").replace("TOKEN", rig.token(DEMO, Role.SOURCE)));
        event.put("body", Base64.getEncoder().encodeToString(compressed.toByteArray()))
                .put("isBase64Encoded", true);
        ((ObjectNode) event.get("headers")).put("content-encoding", "gzip");

        JsonNode answer = rig.call(new ApiHandler(rig.environment), event.toString());

        assertThat(JSON.readTree(answer.get("body").asText()).get("accepted").asInt())
                .as(answer.toString())
                .isEqualTo(1);
        ObjectNode asking =
                (ObjectNode) JSON.readTree(event("http-get").replace("TOKEN", rig.token(DEMO, Role.VIEWER)));
        asking.put("rawPath", "/api/v1/openapi.json").put("rawQueryString", "");
        ((ObjectNode) asking.get("headers")).put("accept-encoding", "gzip");
        JsonNode description = rig.call(new ApiHandler(rig.environment), asking.toString());
        assertThat(description.at("/headers/content-encoding").asText()).isEqualTo("gzip");
        assertThat(description.get("isBase64Encoded").asBoolean()).isTrue();
        byte[] body = Base64.getDecoder().decode(description.get("body").asText());
        assertThat(JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(body)))
                        .has("openapi"))
                .isTrue();
    }

    @Test
    void theAuditLogHasTheAddressOfTheClient() throws Exception {
        JsonNode made = rig.ask(DEMO, Role.ADMIN, "PUT", "/api/v1/fleets/north", "{\"name\":\"North\"}");

        assertThat(made.get("statusCode").asInt()).as(made.toString()).isEqualTo(201);
        assertThat(rig.body(DEMO, Role.ADMIN, "/api/v1/audit").toString())
                .contains("\"198.51.100.23\"")
                .contains("8f3c9a52-5b7d-4c59-9d0a-1f2e3d4c5b6a");
    }

    @Test
    void liveEventsAreServedElsewhere() throws Exception {
        JsonNode answer = rig.ask(DEMO, Role.VIEWER, "GET", "/api/v1/live", "");

        assertThat(answer.get("statusCode").asInt()).isEqualTo(404);
        JsonNode problem = JSON.readTree(answer.get("body").asText());
        assertThat(problem.get("type").asText()).isEqualTo("/problems/live-elsewhere");
        assertThat(problem.get("detail").asText()).contains(FunctionRig.LIVE_URL);
        // However it is written, nothing stays open.
        assertThat(rig.ask(DEMO, Role.VIEWER, "GET", "/api/v1/%6Cive", "")
                        .get("statusCode")
                        .asInt())
                .isEqualTo(404);
    }

    @Test
    void whatStationsSayIsStoredAndWhatIsWrongIsADeadLetter() throws Exception {
        ObjectNode batch = (ObjectNode) JSON.readTree(event("sqs"));
        ObjectNode first = (ObjectNode) batch.at("/Records/0");
        first.put("body", said("S-30", CERTIFICATE));
        ArrayNode records = (ArrayNode) batch.get("Records");
        records.add(first.deepCopy().put("messageId", "2").put("body", "no message of the rule"));
        records.add(first.deepCopy().put("messageId", "3").put("body", said("S-30", "AIDA5EXAMPLE:console")));

        JsonNode answer = rig.call(new StationHandler(rig.environment), batch.toString());

        assertThat(answer.toString()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(rig.body(DEMO, Role.VIEWER, "/api/v1/stations").toString())
                .contains("S-30")
                .contains("\"battery_available\":8");
        assertThat(rig.body(DEMO, Role.ADMIN, "/api/v1/dead-letters").toString())
                .contains("wrong_identity");
        assertThat(rig.body(OPERATOR, Role.ADMIN, "/api/v1/dead-letters").toString())
                .contains("undecodable");
    }

    @Test
    void recordsOfAStreamAreTakenAlike() throws Exception {
        String data =
                Base64.getEncoder().encodeToString(said("S-31", CERTIFICATE).getBytes(StandardCharsets.UTF_8));

        JsonNode answer =
                rig.call(new StationHandler(rig.environment), event("kinesis").replace("BODY", data));

        assertThat(answer.toString()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(rig.body(DEMO, Role.VIEWER, "/api/v1/stations").toString()).contains("S-31");
        assertThatThrownBy(() -> rig.call(new StationHandler(rig.environment), event("s3")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUploadConfirmsItsDocument() throws Exception {
        UploadHandler function = new UploadHandler(rig.environment);
        JsonNode declared = declared();
        String path = "/api/v1/documents/" + declared.get("document_id").asText();
        String key = URI.create(declared.at("/upload/url").asText()).getPath().substring(rig.bucket.length() + 2);
        String event = event("s3").replace("BUCKET", rig.bucket).replace("KEY", key.replace("=", "%3D"));
        put(declared);

        rig.call(function, event.replace(rig.bucket, "another"));
        rig.call(function, event.replace("quarantine", "elsewhere"));
        rig.call(function, "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}");
        assertThat(rig.body(DEMO, Role.ADMIN, path).get("state").asText()).isEqualTo("awaiting_upload");
        rig.s3.stop();
        assertThatThrownBy(() -> rig.call(function, event)).isInstanceOf(IllegalStateException.class);
        rig.s3.startAgain();
        rig.call(function, event);
        rig.call(function, event);

        assertThat(rig.body(DEMO, Role.ADMIN, path).get("state").asText()).isEqualTo("available");
    }

    @Test
    void theServerComesBackFromASnapshot() throws Exception {
        int before = rig.environment.server().options().apiPort();
        rig.environment.beforeCheckpoint(Core.getGlobalContext());
        assertThatThrownBy(() -> rig.environment.server()).isInstanceOf(IllegalStateException.class);

        rig.environment.afterRestore(Core.getGlobalContext());

        assertThat(rig.environment.server().options().apiPort()).isNotEqualTo(before);
        assertThat(rig.ask(DEMO, Role.VIEWER, "GET", "/api/v1/vehicles", "")
                        .get("statusCode")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void theRuntimeOfLambdaCallsTheApi() throws Exception {
        try (RuntimeApi runtime = new RuntimeApi(rig, ApiHandler.class)) {
            JsonNode answer = runtime.invoke(event("http-get").replace("TOKEN", "nobody"));

            assertThat(answer.path("statusCode").asInt())
                    .as(() -> answer + "\n" + runtime.said())
                    .isEqualTo(401);
        }
    }

    /** As the rule makes it of a report. */
    static String said(String station, String principal) {
        String report = "{\"station_id\":\"" + station
                + "\",\"battery_available\":8,\"battery_charging\":4,\"temperature\":21.5,\"humidity\":null,"
                + "\"status\":\"operational\",\"timestamp\":\"2026-01-31T08:00:00Z\"}";
        return JSON.createObjectNode()
                .put("topic", "ev/station/" + station + "/telemetry")
                .put("principal", principal)
                .put("received", 1_769_846_401_000L)
                .put("payload", Base64.getEncoder().encodeToString(report.getBytes(StandardCharsets.UTF_8)))
                .toString();
    }

    private static JsonNode declared() throws Exception {
        rig.ask(
                DEMO,
                Role.SOURCE,
                "POST",
                "/api/v1/readings",
                "[{\"vehicle_id\":\"clip-1\",\"vehicle_name\":\"Clip\",\"observed_at\":\"2026-11-20T08:00:00Z\",\"speed_kmh\":30}]");
        JsonNode vehicle =
                rig.body(DEMO, Role.VIEWER, "/api/v1/vehicles").get("vehicles").get(0);
        String declaration = JSON.createObjectNode()
                .put("kind", "dashcam_clip")
                .put("vehicle_id", vehicle.get("vehicle_id").asText())
                .put("file_name", "front.jpg")
                .put("content_type", "image/jpeg")
                .put("size_bytes", PICTURE.length)
                .put(
                        "sha256",
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(PICTURE)))
                .toString();
        JsonNode answer = rig.ask(DEMO, Role.ADMIN, "POST", "/api/v1/documents", declaration);
        assertThat(answer.get("statusCode").asInt()).as(answer.toString()).isEqualTo(201);
        return JSON.readTree(answer.get("body").asText());
    }

    private static void put(JsonNode declared) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(declared.at("/upload/url").asText()))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(PICTURE));
        declared.at("/upload/headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
