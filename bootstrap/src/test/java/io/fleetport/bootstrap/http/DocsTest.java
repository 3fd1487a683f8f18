package io.fleetport.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.bootstrap.security.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The description of the API and its page. */
class DocsTest extends ServerTest {

    private static final List<String> ALL = List.of(
            "/api/v1/openapi.yml",
            "/api/v1/docs",
            "/api/v1/docs/page.js",
            "/api/v1/docs/swagger-ui.css",
            "/api/v1/docs/swagger-ui-bundle.js");

    @Test
    void locallyTheDescriptionAndItsPageAreOpen() throws Exception {
        for (String path : ALL) {
            assertThat(server.get(path, null).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void elsewhereTheyNeedAToken() throws Exception {
        server.close();
        server = new WebServer(folder, Map.of("fleetport.http.open-docs", false));
        for (String path : ALL) {
            assertThat(server.get(path, null).statusCode()).as(path).isEqualTo(401);
            assertThat(server.get(path, server.token(Role.VIEWER)).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void thePageNeedsNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = server.get("/api/v1/docs", null);
        assertThat(page.body())
                .contains("/api/v1/docs/page.js")
                .doesNotContain("http:")
                .doesNotContain("https:");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'");
        assertThat(server.get("/api/v1/docs/application.yml", server.token(Role.VIEWER))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theDescriptionNamesEveryPathAndSpeaksInSnakeCase() throws Exception {
        String description = server.get("/api/v1/openapi.yml", null).body();
        assertThat(description)
                .startsWith("openapi: 3.")
                .contains(
                        "  /api/v1/vehicles:",
                        "  /api/v1/vehicles/{vehicle_id}:",
                        "  /api/v1/vehicles/{vehicle_id}/state:",
                        "  /api/v1/vehicles/{vehicle_id}/history:",
                        "  /api/v1/trips:",
                        "  /api/v1/trips/{trip_id}:",
                        "  /api/v1/trips/{trip_id}/track:",
                        "  /api/v1/gaps:",
                        "  /api/v1/dead-letters:",
                        "  /api/v1/stations:",
                        "  /api/v1/stations/{station_id}:",
                        "  /api/v1/stations/{station_id}/slots:",
                        "  /api/v1/stations/{station_id}/history:",
                        "  /api/v1/stations/{station_id}/availability:",
                        "  /api/v1/stations/{station_id}/gaps:",
                        "  /api/v1/stations/{station_id}/days:",
                        "  /api/v1/stations/{station_id}/sessions/{session_id}:",
                        "  /api/v1/stations/{station_id}/swaps/{swap_id}:",
                        "  /api/v1/stations/{station_id}/certificates:",
                        "  /api/v1/stations/{station_id}/commands/{command_id}:",
                        "  /api/v1/sessions:",
                        "  /api/v1/swaps:",
                        "  /api/v1/packs/{pack_id}:",
                        "  /api/v1/live:",
                        "  /api/v1/readings:")
                .contains(
                        "soc_used_percent:", "fuel_rate_lph:", "battery_available:", "expires_in_s:", "scheme: bearer")
                .doesNotContain("socUsedPercent", "vehicleId", "stationId", "batteryAvailable");
    }
}
