package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.bootstrap.webhook.Receiver;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks by the API. That events arrive is tested on the whole service. */
class WebhookApiTest extends ServerTest {

    private static final String HOOKS = "/api/v1/webhooks";

    private Receiver receiver;
    private String admin;

    @BeforeEach
    void aReceiver() throws Exception {
        receiver = Receiver.plain();
        admin = server.token(Role.ADMIN);
    }

    @AfterEach
    void noReceiver() {
        receiver.close();
    }

    @Test
    void aWebhookIsMadeWithItsSecretShownOnce() throws Exception {
        HttpResponse<String> answer = post(HOOKS, "{\"url\": \"" + url() + "\", \"event_types\": [\"trip.finished\"]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode made = JSON.readTree(answer.body());
        String path = HOOKS + "/" + made.get("webhook_id").asText();
        assertThat(answer.headers().firstValue("Location")).contains(path);
        assertThat(made.get("secret").asText()).startsWith("whsec_");
        assertThat(made.get("name").asText()).isEqualTo("localhost");
        assertThat(made.get("state").asText()).isEqualTo("active");
        JsonNode shown = get(path);
        assertThat(shown.has("secret")).isFalse();
        assertThat(shown.get("event_types").get(0).asText()).isEqualTo("trip.finished");
        assertThat(shown.get("waiting").asInt()).isZero();
        assertThat(get(HOOKS).get("webhooks").get(0).get("webhook_id")).isEqualTo(made.get("webhook_id"));
        assertThat(get(HOOKS).get("webhooks").get(0).has("secret")).isFalse();
    }

    @Test
    void itIsChangedByTagSwitchedOffAndRemoved() throws Exception {
        String path = made();
        String tag = server.get(path, admin).headers().firstValue("ETag").orElseThrow();
        assertThat(server.get(path, admin, "If-None-Match", tag).statusCode()).isEqualTo(304);

        HttpResponse<String> changed =
                server.send("PATCH", path, admin, "{\"name\": \"desk\", \"enabled\": false}", "If-Match", tag);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(JSON.readTree(changed.body()).get("name").asText()).isEqualTo("desk");
        assertThat(JSON.readTree(changed.body()).get("state").asText()).isEqualTo("disabled");
        assertProblem(
                server.send("PATCH", path, admin, "{\"name\": \"late\"}", "If-Match", tag),
                412,
                "/problems/precondition-failed");

        assertThat(server.send("DELETE", path, admin, "").statusCode()).isEqualTo(204);
        assertProblem(server.get(path, admin), 404, "/problems/not-found");
    }

    @Test
    void itIsTriedOutAndTheAttemptIsListed() throws Exception {
        String path = made();
        JsonNode attempt = JSON.readTree(post(path + "/test", "").body());

        assertThat(attempt.get("outcome").asText()).isEqualTo("delivered");
        assertThat(attempt.get("status").asInt()).isEqualTo(204);
        Receiver.Post post = receiver.posts().getFirst();
        JsonNode event = JSON.readTree(post.body());
        assertThat(event.get("type").asText()).isEqualTo("webhook.test");
        assertThat(event.get("event_id").asText()).isEqualTo(post.headers().get("webhook-id"));
        assertThat(event.get("schema_version").asInt()).isEqualTo(1);
        assertThat(event.get("data").size()).isEqualTo(1);
        assertThat(get(path + "/deliveries").get("deliveries").get(0)).isEqualTo(attempt);
        assertThat(get(path + "/deliveries?outcome=failed").get("count").asInt())
                .isZero();
        assertThat(get(path + "/deliveries?event_id=" + attempt.get("event_id").asText())
                        .get("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aSecretIsRotatedAndAReplayCounted() throws Exception {
        String path = made();
        JsonNode rotated = JSON.readTree(post(path + "/rotate-secret", "").body());
        assertThat(rotated.get("secret").asText()).startsWith("whsec_");
        post(path + "/test", "");
        assertThat(receiver.posts()
                        .getFirst()
                        .headers()
                        .get("webhook-signature")
                        .split(" "))
                .hasSize(2);

        HttpResponse<String> replayed =
                post(path + "/replay", "{\"from\": \"" + Instant.now().minusSeconds(60) + "\"}");
        assertThat(replayed.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(replayed.body()).get("events").asInt()).isZero();
        assertThat(JSON.readTree(post(path + "/resume", "").body()).get("state").asText())
                .isEqualTo("active");
        assertInvalid(post(path + "/replay", "{\"from\": \"2001-01-01T00:00:00Z\"}"), "from");
        assertInvalid(post(path + "/replay", "{}"), "from");
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        for (String body : List.of(
                "{}",
                "{\"url\": \"ftp://localhost/\"}",
                "{\"url\": \"http://169.254.169.254/latest/meta-data\"}",
                "{\"url\": \"http://[::]/\"}",
                "{\"url\": \"http://a:b@localhost/\"}",
                "{\"url\": 7}")) {
            assertInvalid(post(HOOKS, body), "url");
        }
        assertInvalid(post(HOOKS, "{\"url\": \"" + url() + "\", \"event_types\": [\"trip.begun\"]}"), "event_types");
        assertInvalid(post(HOOKS, "{\"url\": \"" + url() + "\", \"event_types\": \"all\"}"), "event_types");
        assertInvalid(post(HOOKS, "{\"url\": \"" + url() + "\", \"enabled\": \"no\"}"), "enabled");
        assertInvalid(post(HOOKS, "{\"url\": \"" + url() + "\", \"secret\": \"mine\"}"), "secret");
        assertProblem(post(HOOKS, "[]"), 400, "/problems/bad-request");
        assertInvalid(server.get(HOOKS + "/7", admin), "webhook_id");
        assertInvalid(server.get(made() + "/deliveries?event_id=7", admin), "event_id");
    }

    @Test
    void anotherTenantFindsNothingAndOthersMayNot() throws Exception {
        String path = made();
        String stranger = server.token(OTHER, Role.ADMIN);
        String manager = server.token(Role.MANAGER);
        for (String read : List.of(path, path + "/deliveries")) {
            assertThat(server.get(read, admin).statusCode()).isEqualTo(200);
            assertProblem(server.get(read, stranger), 404, "/problems/not-found");
            assertProblem(server.get(read, manager), 403, "/problems/forbidden");
        }
        for (String done : List.of("/test", "/rotate-secret", "/resume")) {
            assertProblem(server.send("POST", path + done, stranger, ""), 404, "/problems/not-found");
            assertProblem(server.send("POST", path + done, manager, ""), 403, "/problems/forbidden");
        }
        String from = "{\"from\": \"" + Instant.now().minusSeconds(5) + "\"}";
        assertProblem(server.send("POST", path + "/replay", stranger, from), 404, "/problems/not-found");
        assertProblem(server.send("PATCH", path, stranger, "{\"name\": \"x\"}"), 404, "/problems/not-found");
        assertProblem(server.send("DELETE", path, stranger, ""), 404, "/problems/not-found");
        assertProblem(server.send("POST", HOOKS, manager, "{}"), 403, "/problems/forbidden");
        assertThat(JSON.readTree(server.get(HOOKS, stranger).body())
                        .get("count")
                        .asInt())
                .isZero();
        assertThat(server.get(path, admin).statusCode()).isEqualTo(200);
        assertThat(receiver.posts()).isEmpty();
    }

    private String url() {
        return receiver.at("http", "localhost", "/hook").toString();
    }

    private String made() throws Exception {
        HttpResponse<String> answer = post(HOOKS, "{\"url\": \"" + url() + "\"}");
        return HOOKS + "/" + JSON.readTree(answer.body()).get("webhook_id").asText();
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = server.get(path, admin);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return server.send("POST", path, admin, body);
    }

    private static void assertInvalid(HttpResponse<String> answer, String field) throws Exception {
        JsonNode problem = assertProblem(answer, 400, "/problems/validation");
        assertThat(problem.get("errors").get(0).get("field").asText()).isEqualTo(field);
    }
}
