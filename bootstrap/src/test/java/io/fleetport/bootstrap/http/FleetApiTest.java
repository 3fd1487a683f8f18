package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** Vehicles, history, trips, tracks, gaps and dead letters as callers see them. */
class FleetApiTest extends ServerTest {

    private final VehicleId van = new VehicleId(UUID.fromString("00000000-0000-4000-8000-000000000007"));

    @Test
    void aVehicleShowsWhatItLastSaid() throws Exception {
        fleet.vehicle(
                ACME,
                "Van 7",
                Fleet.driving(van, NOON, 47.1),
                Fleet.reading(
                        van,
                        NOON.plusSeconds(1),
                        new Signal.Unmeasurable(Signals.STATE_OF_CHARGE),
                        new Signal.Option(Signals.GEAR, "D"),
                        new Signal.Flag(Signals.IGNITION, true)));
        JsonNode list = server.json("/api/v1/vehicles");
        assertThat(list.get("count").asInt()).isEqualTo(1);
        assertThat(list.get("next").isNull()).isTrue();
        JsonNode vehicle = list.get("vehicles").get(0);
        assertThat(vehicle).isEqualTo(JSON.readTree("""
                {"vehicle_id": "00000000-0000-4000-8000-000000000007", "vehicle_name": "Van 7", "source": "http",
                 "online": false, "first_seen_at": "2026-03-01T12:00:00Z", "last_seen_at": "2026-03-01T12:00:01Z",
                 "position": {"latitude": 47.1, "longitude": 8.5}, "speed_kmh": 36.0, "heading_deg": null,
                 "soc_percent": null, "fuel_level_percent": null, "odometer_km": null, "gear": "D", "ignition": true}"""));
        assertThat(server.json("/api/v1/vehicles/" + van)).isEqualTo(vehicle);

        JsonNode signals = server.json("/api/v1/vehicles/" + van + "/state").get("signals");
        assertThat(signals.get("speed_kmh"))
                .isEqualTo(JSON.readTree(
                        "{\"value\": 36.0, \"unit\": \"kmh\", \"observed_at\": \"2026-03-01T12:00:00Z\"}"));
        assertThat(signals.get("soc_percent")).isEqualTo(JSON.readTree("""
                {"value": null, "unit": "percent", "observed_at": "2026-03-01T12:00:01Z", "unmeasurable": true}"""));
        assertThat(signals.get("position").get("value"))
                .isEqualTo(JSON.readTree("{\"latitude\": 47.1, \"longitude\": 8.5}"));
    }

    @Test
    void vehiclesComePageByPageAndByName() throws Exception {
        for (int i = 0; i < 5; i++) {
            fleet.vehicle(ACME, "Van " + i);
        }
        List<String> names = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = server.json("/api/v1/vehicles?limit=2&cursor=" + cursor);
            page.get("vehicles").forEach(v -> names.add(v.get("vehicle_name").asText()));
            assertThat(page.get("count").asInt()).isEqualTo(page.get("vehicles").size());
            cursor = page.get("next").isNull() ? null : page.get("next").asText();
        }
        assertThat(names).containsExactly("Van 0", "Van 1", "Van 2", "Van 3", "Van 4");
        assertThat(server.json("/api/v1/vehicles?name=Van%203").get("count").asInt())
                .isEqualTo(1);
    }

    @Test
    void aResourceTheCallerHasAlreadyIsNotSentAgain() throws Exception {
        VehicleKey key = fleet.vehicle(ACME, "Van 7", Fleet.driving(van, NOON, 47.1));
        Trip trip = fleet.trip(key, NOON);
        String token = server.token(Role.VIEWER);
        for (String path : List.of(
                "/api/v1/vehicles/" + van, "/api/v1/vehicles/" + van + "/state", "/api/v1/trips/" + trip.id())) {
            String tag = server.get(path, token).headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again = server.get(path, token, "If-None-Match", tag);
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(server.get(path, token, "If-None-Match", "\"older\"").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void historyIsReadPageByPageWithTheSignalsAskedFor() throws Exception {
        Reading[] readings = new Reading[5];
        for (int i = 0; i < 5; i++) {
            readings[i] = Fleet.driving(van, NOON.plusSeconds(i), 47 + i / 1_000.0);
        }
        fleet.vehicle(ACME, "Van 7", readings);
        String path = "/api/v1/vehicles/" + van + "/history?limit=2&signals=speed_kmh&cursor=";
        List<String> times = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = server.json(path + cursor);
            for (JsonNode moment : page.get("history")) {
                times.add(moment.get("observed_at").asText());
                assertThat(moment.get("values")).isEqualTo(JSON.readTree("{\"speed_kmh\": 36.0}"));
            }
            cursor = page.get("next").isNull() ? null : page.get("next").asText();
        }
        assertThat(times)
                .containsExactly(
                        "2026-03-01T12:00:00Z",
                        "2026-03-01T12:00:01Z",
                        "2026-03-01T12:00:02Z",
                        "2026-03-01T12:00:03Z",
                        "2026-03-01T12:00:04Z");
        JsonNode part = server.json("/api/v1/vehicles/" + van
                + "/history?from=2026-03-01T12:00:01Z&until=2026-03-01T13:00:03%2B01:00&signals=position,soc_percent");
        assertThat(part.get("count").asInt()).isEqualTo(2);
        assertThat(part.get("history")
                        .get(0)
                        .get("values")
                        .get("position")
                        .get("latitude")
                        .asDouble())
                .isEqualTo(47.001);
    }

    @Test
    void thinnedHistoryHoldsTheLastValueOfEachSignalPerInterval() throws Exception {
        fleet.vehicle(
                ACME,
                "Van 7",
                Fleet.driving(van, NOON.plusSeconds(1), 47.1),
                Fleet.reading(van, NOON.plusSeconds(20), new Signal.Quantity(Signals.STATE_OF_CHARGE, 80)),
                Fleet.driving(van, NOON.plusSeconds(59), 47.2),
                Fleet.driving(van, NOON.plusSeconds(60), 47.3),
                Fleet.driving(van, NOON.plusSeconds(200), 47.4));
        String path = "/api/v1/vehicles/" + van + "/history?every=60s&limit=2";
        JsonNode page = server.json(path);
        assertThat(page.get("history")).isEqualTo(JSON.readTree("""
                [{"interval_start": "2026-03-01T12:00:00Z", "observed_at": "2026-03-01T12:00:59Z",
                  "values": {"position": {"latitude": 47.2, "longitude": 8.5}, "soc_percent": 80.0, "speed_kmh": 36.0}},
                 {"interval_start": "2026-03-01T12:01:00Z", "observed_at": "2026-03-01T12:01:00Z",
                  "values": {"position": {"latitude": 47.3, "longitude": 8.5}, "speed_kmh": 36.0}}]"""));
        JsonNode rest = server.json(path + "&cursor=" + page.get("next").asText());
        assertThat(rest.get("count").asInt()).isEqualTo(1);
        assertThat(rest.get("history").get(0).get("interval_start").asText()).isEqualTo("2026-03-01T12:03:00Z");
        assertThat(rest.get("next").isNull()).isTrue();
    }

    @Test
    void tripsCarryTheirFiguresAndUnknownOnesAreNull() throws Exception {
        VehicleKey key = fleet.vehicle(ACME, "Van 7", Fleet.driving(van, NOON, 47.1));
        Trip trip = fleet.trip(key, NOON);
        JsonNode shown = server.json("/api/v1/trips/" + trip.id());
        assertThat(shown).isEqualTo(JSON.readTree("""
                {"trip_id": "%s", "revision": 1, "revision_reason": "first",
                 "vehicle_id": "00000000-0000-4000-8000-000000000007", "vehicle_name": "Van 7", "state": "finished",
                 "started_at": "2026-03-01T12:00:00Z", "ended_at": "2026-03-01T12:10:00Z", "superseded_by": null,
                 "duration_s": 600.0, "moving_s": 540.0, "distance_km": 12.3456, "distance_source": "odometer",
                 "max_speed_kmh": 90.0, "average_speed_kmh": 74.0736, "energy_kwh": 2.5, "energy_source": "pack_power",
                 "fuel_l": null, "soc_start_percent": 80.0, "soc_end_percent": 75.5, "soc_used_percent": 4.5,
                 "coverage": 0.98, "start_position": {"latitude": 47.1, "longitude": 8.5},
                 "end_position": {"latitude": 47.2, "longitude": 8.6},
                 "stops": [{"from": "2026-03-01T12:01:00Z", "until": "2026-03-01T12:02:00Z", "duration_s": 60.0,
                            "position": null}]}""".formatted(trip.id())));
        assertThat(server.json("/api/v1/trips").get("trips").get(0)).isEqualTo(shown);
    }

    @Test
    void tripsAreFilteredAndPagedNewestFirst() throws Exception {
        VehicleKey seven = fleet.vehicle(ACME, "Van 7", Fleet.driving(van, NOON, 47.1));
        VehicleKey eight = fleet.vehicle(ACME, "Van 8");
        List<String> ofSeven = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ofSeven.addFirst(
                    fleet.trip(seven, NOON.plusSeconds(3_600L * i)).id().toString());
        }
        String underway = fleet.trip(eight, NOON.plusSeconds(9_000), true).id().toString();

        assertThat(ids("/api/v1/trips?limit=2&vehicle_id=" + van)).isEqualTo(ofSeven);
        assertThat(ids("/api/v1/trips?limit=2&vehicle_name=Van%207")).isEqualTo(ofSeven);
        assertThat(ids("/api/v1/trips?limit=4")).hasSize(6).contains(underway);
        assertThat(ids("/api/v1/trips?state=underway")).containsExactly(underway);
        assertThat(ids("/api/v1/trips?vehicle_name=nobody")).isEmpty();
        assertThat(ids("/api/v1/trips?limit=9&from=2026-03-01T13:00:00Z&until=2026-03-01T14:00:00Z"))
                .containsExactly(ofSeven.get(3));
    }

    @Test
    void tripsOfNamesakesAreMergedPageByPage() throws Exception {
        VehicleKey one = fleet.vehicle(ACME, "Twin");
        VehicleKey two = fleet.vehicle(ACME, "Twin");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            expected.addFirst(fleet.trip(i % 3 == 0 ? one : two, NOON.plusSeconds(3_600L * i))
                    .id()
                    .toString());
        }
        assertThat(ids("/api/v1/trips?vehicle_name=Twin&limit=2")).isEqualTo(expected);
        assertThat(ids("/api/v1/trips?vehicle_name=Twin&limit=4")).isEqualTo(expected);
    }

    @Test
    void aTrackComesAsGeoJsonGpxAndCsv() throws Exception {
        VehicleKey key = fleet.vehicle(
                ACME,
                "Van <7>",
                Fleet.driving(van, NOON.minusSeconds(1), 46),
                Fleet.driving(van, NOON, 47.1),
                Fleet.reading(
                        van,
                        NOON.plusSeconds(600),
                        new Signal.Place(Signals.POSITION, new Position(47.2, 8.6)),
                        new Signal.Quantity(Signals.ALTITUDE, 410)),
                Fleet.driving(van, NOON.plusSeconds(601), 48));
        String path = "/api/v1/trips/" + fleet.trip(key, NOON).id() + "/track";
        String token = server.token(Role.VIEWER);

        HttpResponse<String> geo = server.get(path, token);
        assertThat(geo.headers().firstValue("Content-Type")).contains("application/geo+json");
        JsonNode feature = JSON.readTree(geo.body());
        assertThat(feature.get("type").asText()).isEqualTo("Feature");
        assertThat(feature.get("geometry"))
                .isEqualTo(JSON.readTree("{\"type\": \"LineString\", \"coordinates\": [[8.5, 47.1], [8.6, 47.2]]}"));
        assertThat(feature.get("properties").get("times").get(1).asText()).isEqualTo("2026-03-01T12:10:00Z");
        assertThat(feature.get("properties").get("speed_kmh")).isEqualTo(JSON.readTree("[36.0, null]"));
        assertThat(server.get(path + ".geojson", token, "Accept", "text/csv").body())
                .isEqualTo(geo.body());

        HttpResponse<String> csv = server.get(path, token, "Accept", "text/csv");
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body())
                .isEqualTo("observed_at,latitude,longitude,speed_kmh,altitude_m,heading_deg,soc_percent\r\n"
                        + "2026-03-01T12:00:00Z,47.1,8.5,36.0,,,\r\n"
                        + "2026-03-01T12:10:00Z,47.2,8.6,,410.0,,\r\n");
        assertThat(server.get(path + ".csv", token).body()).isEqualTo(csv.body());

        HttpResponse<String> gpx = server.get(path, token, "Accept", "application/gpx+xml");
        assertThat(gpx.body()).isEqualTo(server.get(path + ".gpx", token).body());
        DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
        xml.setNamespaceAware(true);
        var root = xml.newDocumentBuilder()
                .parse(new ByteArrayInputStream(gpx.body().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.topografix.com/GPX/1/1");
        assertThat(root.getAttribute("version")).isEqualTo("1.1");
        var points = root.getElementsByTagNameNS("*", "trkpt");
        assertThat(points.getLength()).isEqualTo(2);
        assertThat(((org.w3c.dom.Element) points.item(1)).getAttribute("lat")).isEqualTo("47.2");
        assertThat(points.item(1).getFirstChild().getTextContent()).isEqualTo("410.0");
    }

    @Test
    void gapsAndDeadLettersAreListed() throws Exception {
        VehicleKey key = fleet.vehicle(ACME, "Van 7", Fleet.driving(van, NOON, 47.1));
        Trip trip = fleet.trip(key, NOON);
        fleet.gap(key, trip);
        var letter = fleet.deadLetter(key, "{oops");

        JsonNode gap = server.json("/api/v1/gaps?vehicle_id=" + van).get("gaps").get(0);
        assertThat(gap).isEqualTo(JSON.readTree("""
                {"vehicle_id": "00000000-0000-4000-8000-000000000007", "vehicle_name": "Van 7", "trip_id": "%s",
                 "from": "2026-03-01T12:00:00Z", "until": "2026-03-01T12:02:00Z", "duration_s": 120.0,
                 "cause": "silence", "distance_km": 1.5}""".formatted(trip.id())));
        JsonNode listed = server.json("/api/v1/dead-letters?reason=undecodable")
                .get("dead_letters")
                .get(0);
        assertThat(listed.get("size_bytes").asInt()).isEqualTo(5);
        assertThat(listed.has("raw_base64")).isFalse();
        JsonNode one = server.json("/api/v1/dead-letters/" + letter.id());
        assertThat(Base64.getDecoder().decode(one.get("raw_base64").asText()))
                .asString()
                .isEqualTo("{oops");
        assertThat(server.json("/api/v1/dead-letters/counts")).isEqualTo(JSON.readTree("""
                {"count": 1, "counts": [{"vehicle_id": "00000000-0000-4000-8000-000000000007", "station_id": null,
                  "reason": "undecodable", "dead_letters": 1}], "next": null}"""));
        assertThat(server.json("/api/v1/dead-letters?reason=too_late")
                        .get("count")
                        .asInt())
                .isZero();
    }

    private List<String> ids(String path) throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = server.json(path + "&cursor=" + cursor);
            page.get("trips").forEach(trip -> ids.add(trip.get("trip_id").asText()));
            cursor = page.get("next").isNull() ? null : page.get("next").asText();
        }
        return ids;
    }
}
