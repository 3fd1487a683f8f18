package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.Forecourt.report;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** History, availability, gaps and days as callers see them. */
class StationHistoryApiTest extends ServerTest {

    private static final String STATION = "/api/v1/stations/S-1";
    private static final String FROM_NOON = "from=2026-03-01T12:00:00Z&until=2026-03-01T12:05:00Z";

    @Test
    void historyComesReportByReportOldestFirst() throws Exception {
        StationKey key = forecourt.station("S-1");
        // In another order than they happened.
        forecourt.reports(key, at(120), at(0), at(60));

        JsonNode first = server.json(STATION + "/history?limit=2");
        assertThat(first.get("count").asInt()).isEqualTo(2);
        assertThat(first.get("history").get(0)).isEqualTo(JSON.readTree("""
                {"timestamp": "2026-03-01T12:00:00Z", "status": "operational", "battery_available": 8,
                 "battery_charging": 4, "temperature": 20.0, "humidity": 40.0, "connectors_available": 2,
                 "connectors_charging": 1, "power_kw": 51.0, "energy_kwh": 1000.0, "latitude": 56.46,
                 "longitude": -2.97, "firmware": "1.2"}"""));
        JsonNode rest = server.json(
                STATION + "/history?limit=2&cursor=" + first.get("next").asText());
        assertThat(rest.get("history").get(0).get("timestamp").asText()).isEqualTo("2026-03-01T12:02:00Z");
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(server.json(STATION + "/history?from=2026-03-01T12:01:00Z&until=2026-03-01T12:02:00Z")
                        .get("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anIntervalHasMeansWithTheirBoundsAndElseTheLastReport() throws Exception {
        StationKey key = forecourt.station("S-1");
        forecourt.reports(
                key,
                report(NOON, StationStatus.OPERATIONAL, 20.0),
                report(NOON.plusSeconds(10), StationStatus.OPERATIONAL, 23.0),
                report(NOON.plusSeconds(20), StationStatus.DEGRADED, null),
                report(NOON.plusSeconds(60), StationStatus.OFFLINE, 30.0));

        JsonNode page = server.json(STATION + "/history?every=1m&limit=1");
        JsonNode minute = page.get("history").get(0);
        assertThat(minute.get("interval_start").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(minute.get("reports").asInt()).isEqualTo(3);
        assertThat(minute.get("timestamp").asText()).isEqualTo("2026-03-01T12:00:20Z");
        assertThat(minute.get("status").asText()).isEqualTo("degraded");
        assertThat(minute.get("temperature").asDouble()).isEqualTo(21.5);
        assertThat(minute.get("temperature_min").asDouble()).isEqualTo(20);
        assertThat(minute.get("temperature_max").asDouble()).isEqualTo(23);
        assertThat(minute.get("power_kw_max").asDouble()).isEqualTo(51);
        JsonNode next = server.json(STATION + "/history?every=1m&limit=1&cursor="
                        + page.get("next").asText())
                .get("history")
                .get(0);
        assertThat(next.get("status").asText()).isEqualTo("offline");
    }

    @Test
    void availabilityIsWorkedOutFromReportsInAnyOrder() throws Exception {
        StationKey key = forecourt.station("S-1");
        List<StationReport> reports = new ArrayList<>();
        for (int second = 0; second <= 120; second += 30) {
            reports.add(report(
                    NOON.plusSeconds(second),
                    second < 60 ? StationStatus.OPERATIONAL : StationStatus.MAINTENANCE,
                    null));
        }
        forecourt.reports(key, reports.reversed().toArray(StationReport[]::new));
        forecourt.lost(key, new LostEvents(0, 7, 9, NOON.plusSeconds(30), NOON.plusSeconds(40)));

        JsonNode availability = server.json(STATION + "/availability?" + FROM_NOON);

        assertThat(availability.get("duration_s").asDouble()).isEqualTo(300);
        assertThat(availability.get("observed_s").asDouble()).isEqualTo(120);
        assertThat(availability.get("operational_percent").asDouble()).isEqualTo(20);
        assertThat(availability.get("degraded_percent").asDouble()).isZero();
        assertThat(availability.get("maintenance_percent").asDouble()).isEqualTo(20);
        assertThat(availability.get("not_observed_percent").asDouble()).isEqualTo(60);
        assertThat(availability.get("available_percent").asDouble()).isEqualTo(50);
        assertThat(availability.get("available_percent_of_all").asDouble()).isEqualTo(20);
        assertThat(availability.get("stretches")).isEqualTo(JSON.readTree("""
                [{"state": "operational", "from": "2026-03-01T12:00:00Z", "until": "2026-03-01T12:01:00Z",
                  "duration_s": 60.0},
                 {"state": "maintenance", "from": "2026-03-01T12:01:00Z", "until": "2026-03-01T12:02:00Z",
                  "duration_s": 60.0},
                 {"state": "not_observed", "from": "2026-03-01T12:02:00Z", "until": "2026-03-01T12:05:00Z",
                  "duration_s": 180.0}]"""));
        JsonNode gaps = server.json(STATION + "/gaps?" + FROM_NOON);
        assertThat(gaps.get("gaps")).isEqualTo(availability.get("gaps"));
        assertThat(gaps.get("gaps")).isEqualTo(JSON.readTree("""
                [{"cause": "lost_events", "from": "2026-03-01T12:00:30Z", "until": "2026-03-01T12:00:40Z",
                  "duration_s": 10.0, "lost_count": 3, "boot": 0, "first_sequence": 7, "last_sequence": 9},
                 {"cause": "silence", "from": "2026-03-01T12:02:00Z", "until": "2026-03-01T12:05:00Z",
                  "duration_s": 180.0, "lost_count": null, "boot": null, "first_sequence": null,
                  "last_sequence": null}]"""));
    }

    @Test
    void availabilityIsOfTheLastDayUnlessAnotherTimeIsAskedFor() throws Exception {
        forecourt.station("S-1");
        JsonNode availability = server.json(STATION + "/availability");
        assertThat(availability.get("duration_s").asDouble()).isEqualTo(86_400);
        assertThat(availability.get("not_observed_percent").asDouble()).isEqualTo(100);
        assertThat(availability.get("available_percent").isNull()).isTrue();
        assertThat(availability.get("available_percent_of_all").asDouble()).isZero();
    }

    @Test
    void availabilityOverManyChunksOfReportsIsExact() throws Exception {
        StationKey key = forecourt.station("S-1");
        StationReport[] reports = new StationReport[25_001];
        for (int i = 0; i < reports.length; i++) {
            reports[i] = report(
                    NOON.plusSeconds(5L * i), i % 5 == 0 ? StationStatus.OFFLINE : StationStatus.OPERATIONAL, null);
        }
        forecourt.reports(key, reports);
        JsonNode availability =
                server.json(STATION + "/availability?from=2026-03-01T12:00:00Z&until=" + NOON.plusSeconds(125_000));
        assertThat(availability.get("operational_percent").asDouble()).isEqualTo(80);
        assertThat(availability.get("offline_percent").asDouble()).isEqualTo(20);
        assertThat(availability.get("gaps")).isEmpty();
    }

    @Test
    void daysAddUpSessionsSwapsAndGaps() throws Exception {
        StationKey key = forecourt.station("S-1");
        forecourt.session(key, "a", NOON.plusSeconds(10 * 3_600), NOON.plusSeconds(13 * 3_600), 30);
        forecourt.session(key, "b", NOON, null, 0);
        forecourt.completed(key, "w", NOON);
        forecourt.lost(key, new LostEvents(0, 7, 9, NOON.plusSeconds(86_400), NOON.plusSeconds(86_500)));

        JsonNode days = server.json(STATION + "/days?from=2026-03-01&until=2026-03-03&zone=Europe/London");

        assertThat(days).isEqualTo(JSON.readTree("""
                {"count": 2, "station_id": "S-1", "zone": "Europe/London", "days": [
                  {"date": "2026-03-01", "sessions": 2, "energy_kwh": 30.0, "occupied_minutes": 120.0, "peak_busy": 1,
                   "swaps": 1, "flagged_sessions": 1, "complete": true},
                  {"date": "2026-03-02", "sessions": 0, "energy_kwh": 0.0, "occupied_minutes": 60.0, "peak_busy": 1,
                   "swaps": 0, "flagged_sessions": 0, "complete": false}],
                 "next": null}"""));
        JsonNode tokyo = server.json(STATION + "/days?from=2026-03-01&until=2026-03-04&zone=Asia/Tokyo");
        assertThat(tokyo.get("days").get(1).get("sessions").asInt()).isEqualTo(1);
        assertThat(server.json(STATION + "/days").get("count").asInt()).isEqualTo(7);
        assertThat(server.json(STATION + "/days").get("zone").asText()).isEqualTo("UTC");
    }

    private static StationReport at(int second) {
        return report(NOON.plusSeconds(second), StationStatus.OPERATIONAL, 20.0);
    }
}
