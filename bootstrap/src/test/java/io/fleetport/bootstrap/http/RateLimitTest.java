package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.bootstrap.security.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callers that ask too often. */
class RateLimitTest extends ServerTest {

    @Override
    Map<String, Object> settings() {
        // So slow that nothing comes back while the test runs: one in a second, but the burst is what counts.
        return Map.of("fleetport.http.requests-per-second", 1, "fleetport.http.request-burst", 50);
    }

    @Test
    void everyAnswerToACallerTellsWhatIsLeft() throws Exception {
        HttpResponse<String> first = server.get("/api/v1/vehicles", server.token(Role.VIEWER));
        assertThat(first.headers().firstValue("RateLimit")).contains("\"caller\";r=49;t=1");
        assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"caller\";q=50;w=50");
        for (String path : new String[] {"/api/v1/stations/none", "/api/v1/dead-letters", "/api/v1/vehicles?limit=0"}) {
            HttpResponse<String> answer = server.get(path, server.token(Role.VIEWER));
            assertThat(answer.statusCode()).as(path).isBetween(400, 404);
            assertThat(answer.headers().firstValue("RateLimit")).as(path).isPresent();
        }
        assertThat(server.get("/health", null).headers().firstValue("RateLimit"))
                .isEmpty();
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBackAndTheOthersGoOn() throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/vehicles", server.token(Role.VIEWER));
        for (int i = 0; i < 200 && answer.statusCode() == 200; i++) {
            answer = server.get("/api/v1/vehicles", server.token(Role.VIEWER));
        }
        assertProblem(answer, 429, "/problems/too-many-requests");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"caller\";r=0;t=");
        assertThat(answer.headers().firstValue("RateLimit-Policy")).isPresent();
        assertThat(server.get("/metrics", server.token(OTHER, Role.OPERATOR)).body())
                .contains("fleetport_http_limited_total 1.0");
        assertThat(server.get("/api/v1/vehicles", server.token(OTHER, Role.VIEWER))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.deliver(server.tokenFor("van-7"), "[]").statusCode()).isEqualTo(200);
    }
}
