package io.fleetport.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.bootstrap.security.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages of other origins, as browsers ask for them. */
class CrossOriginTest extends ServerTest {

    private static final String FLEET = "https://fleet.example.com";
    private static final String STATION = "/api/v1/stations/S-1";

    @Override
    Map<String, Object> settings() {
        return Map.of("fleetport.http.cors-origins", FLEET + ", http://localhost:5173");
    }

    @Test
    void aConfiguredOriginMayAskAndSeesOurHeaders() throws Exception {
        HttpResponse<String> preflight = preflight(FLEET, "PATCH", "authorization,content-type,if-match");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains(FLEET);
        assertThat(all(preflight, "Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(all(preflight, "Access-Control-Allow-Headers").toLowerCase())
                .contains("authorization", "content-type", "if-match");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();

        forecourt.station("S-1");
        HttpResponse<String> answer = server.get(STATION, server.token(Role.VIEWER), "Origin", FLEET);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(FLEET);
        assertThat(all(answer, "Access-Control-Expose-Headers").toLowerCase())
                .contains("etag", "location", "ratelimit", "ratelimit-policy", "retry-after");
        assertThat(preflight("http://localhost:5173", "GET", "authorization").statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherOriginMayNot() throws Exception {
        forecourt.station("S-1");
        for (String origin : List.of("https://evil.example.com", "https://fleet.example.com.evil.org", "null")) {
            assertThat(preflight(origin, "GET", "authorization").headers().firstValue("Access-Control-Allow-Origin"))
                    .as(origin)
                    .isEmpty();
            assertThat(server.get(STATION, server.token(Role.VIEWER), "Origin", origin)
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .as(origin)
                    .isEmpty();
        }
        assertThat(preflight(FLEET, "DELETE", "authorization").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void withoutASettingNoOriginMay() throws Exception {
        server.close();
        server = new WebServer(folder);
        assertThat(preflight(FLEET, "GET", "authorization").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(server.get("/api/v1/stations", server.token(Role.VIEWER), "Origin", FLEET)
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void whatIsNoOriginStopsTheStart() {
        for (String wrong : List.of("*", "fleet.example.com", "https://fleet.example.com/app")) {
            assertThatThrownBy(() -> new WebServer(folder, Map.of("fleetport.http.cors-origins", wrong)))
                    .as(wrong)
                    .hasStackTraceContaining("fleetport.http.cors-origins");
        }
    }

    private HttpResponse<String> preflight(String origin, String method, String headers) throws Exception {
        return server.client.send(
                HttpRequest.newBuilder(server.uri(STATION))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .headers(
                                "Origin",
                                origin,
                                "Access-Control-Request-Method",
                                method,
                                "Access-Control-Request-Headers",
                                headers)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String all(HttpResponse<String> answer, String header) {
        return String.join(",", answer.headers().allValues(header));
    }
}
