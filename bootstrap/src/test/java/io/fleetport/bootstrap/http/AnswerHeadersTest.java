package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.bootstrap.security.Role;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;

/** What every answer carries for browsers, caches and slow lines. */
class AnswerHeadersTest extends ServerTest {

    @Override
    Map<String, Object> settings() {
        return Map.of("fleetport.http.version", "2.0");
    }

    @Test
    void everyAnswerIsProtected() throws Exception {
        forecourt.station("S-1");
        String token = server.token(Role.VIEWER);
        for (HttpResponse<String> answer : List.of(
                server.get("/api/v1/stations", token),
                server.get("/api/v1/stations/S-1", token),
                server.get("/api/v1/stations/S-2", token),
                server.get("/api/v1/stations", null),
                server.get("/api/v1/stations?limit=0", token),
                server.get("/nowhere", token),
                server.get("/api/v1/docs", null),
                server.get("/problems/not-found", null),
                server.get("/health", null))) {
            String where = answer.uri().toString();
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(where)
                    .contains("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).as(where).contains("DENY");
            assertThat(answer.headers().firstValue("Referrer-Policy")).as(where).contains("no-referrer");
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .as(where)
                    .hasSize(1);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .as(where)
                    .contains("frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("Cache-Control")).as(where).isPresent();
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .as(where)
                    .isEmpty();
        }
        assertThat(server.get("/api/v1/stations/S-2", token).headers().firstValue("Cache-Control"))
                .contains("no-store");
        assertThat(server.get("/api/v1/stations/S-1", token).headers().firstValue("Cache-Control"))
                .contains("private, no-cache");
        assertThat(server.get("/api/v1/docs", null)
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .startsWith("default-src 'self'");
    }

    @Test
    void aListIsSentAgainOnlyWhenItChanged() throws Exception {
        fleet.vehicle(ACME, "Van 1");
        String token = server.token(Role.VIEWER);
        HttpResponse<String> first = server.get("/api/v1/vehicles", token);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("RateLimit")).isPresent();

        HttpResponse<String> again = server.get("/api/v1/vehicles", token, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);

        fleet.vehicle(ACME, "Van 2");
        HttpResponse<String> changed = server.get("/api/v1/vehicles", token, "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(changed.body()).get("count").asInt()).isEqualTo(2);
    }

    @Test
    void longAnswersAreCompressedForThoseWhoTakeThat() throws Exception {
        for (int i = 0; i < 40; i++) {
            fleet.vehicle(ACME, "Van " + i);
        }
        HttpResponse<byte[]> zipped = server.client.send(
                HttpRequest.newBuilder(server.uri("/api/v1/vehicles"))
                        .header("Authorization", "Bearer " + server.token(Role.VIEWER))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
        assertThat(JSON.readTree(new String(plain, StandardCharsets.UTF_8))
                        .get("count")
                        .asInt())
                .isEqualTo(40);
        assertThat(zipped.body().length).isLessThan(plain.length / 3);
        assertThat(server.get("/api/v1/vehicles", server.token(Role.VIEWER))
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void bothVersionsOfTheProtocolAreSpoken() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(server.uri("/api/v1/vehicles"))
                                .header("Authorization", "Bearer " + server.token(Role.VIEWER))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.version()).isEqualTo(version);
            }
        }
    }

    @Test
    void overTlsHttp2IsAgreedOnAndBrowsersAreToldToStay() throws Exception {
        server.close();
        server = new WebServer(
                folder,
                Map.of(
                        "fleetport.http.version",
                        "2.0",
                        "micronaut.server.ssl.enabled",
                        true,
                        "micronaut.server.ssl.build-self-signed",
                        true,
                        "micronaut.server.ssl.port",
                        -1));
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustsAll()}, null);
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(server.uri("/problems")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.uri().getScheme()).isEqualTo("https");
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.headers().firstValue("Strict-Transport-Security").orElseThrow())
                    .startsWith("max-age=31536000");
        }
    }

    /** The server's certificate is made for the test. */
    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void aBodyThatIsNotCompressedAsItSaysIsRefused() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = server.post(
                            server.token(Role.SOURCE), "[]".getBytes(StandardCharsets.UTF_8), "application/json")
                    .header("Content-Encoding", "gzip")
                    .build();
            assertProblem(client.send(request, HttpResponse.BodyHandlers.ofString()), 400, "/problems/validation");
        }
    }

    @Test
    void languagesThatAreNoneBreakNothing() throws Exception {
        assertProblem(
                server.get("/api/v1/vehicles", server.token(Role.VIEWER), "Accept-Language", " , ,"),
                400,
                "/problems/bad-request");
        assertThat(server.get("/api/v1/vehicles", server.token(Role.VIEWER), "Accept-Language", "de, en;q=0.8")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyNestedTooDeeplyIsRefused() throws Exception {
        String token = server.token(Role.MANAGER);
        String deep = "{\"station_id\": ".repeat(100) + "1" + "}".repeat(100);
        assertProblem(server.send("POST", "/api/v1/stations", token, deep), 400, "/problems/bad-request");
        assertProblem(
                server.deliver(server.token(Role.SOURCE), "[{\"a\": ".repeat(40) + "1"), 400, "/problems/bad-request");
    }
}
