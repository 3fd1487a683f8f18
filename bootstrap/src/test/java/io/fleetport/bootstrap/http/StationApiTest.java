package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.Forecourt.ready;
import static io.fleetport.bootstrap.http.Forecourt.report;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.Fault;
import io.fleetport.domain.station.FaultId;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stations as callers see them. */
class StationApiTest extends ServerTest {

    @Test
    void aStationShowsWhatItLastReportedUnderItsOwnNames() throws Exception {
        StationReport report = report(NOON, StationStatus.OPERATIONAL, 21.5);
        forecourt.station(
                ACME,
                "S-1",
                new StationState(
                        report,
                        null,
                        List.of(ready("1", "P-17", 97.0), new Slot(new SlotId("2"), SlotContent.EMPTY, NOON)),
                        List.of(new Fault(new FaultId("f-1"), NOON, null, new ConnectorId("A"), "stuck")),
                        NOON.plusSeconds(1)));

        JsonNode list = server.json("/api/v1/stations");

        assertThat(list.get("count").asInt()).isEqualTo(1);
        assertThat(list.get("next").isNull()).isTrue();
        JsonNode station = list.get("stations").get(0);
        assertThat(station.get("age_s").asDouble()).isPositive();
        ((com.fasterxml.jackson.databind.node.ObjectNode) station).remove("age_s");
        assertThat(station).isEqualTo(JSON.readTree("""
                {"station_id": "S-1", "battery_available": 8, "battery_charging": 4, "temperature": 21.5,
                 "humidity": 40.0, "status": "operational", "timestamp": "2026-03-01T12:00:00Z", "name": "S-1",
                 "latitude": 56.46, "longitude": -2.97, "online": false, "fresh": false,
                 "last_seen_at": "2026-03-01T12:00:01Z", "registered_at": "2026-03-01T12:00:00Z",
                 "connectors_available": 2, "connectors_charging": 1, "power_kw": 51.0, "energy_kwh": 1000.0,
                 "firmware": "1.2", "slots_total": 2, "slots_ready": 1, "faults_open": 1}"""));
        JsonNode whole = server.json("/api/v1/stations/S-1");
        assertThat(whole.get("slots")).isEqualTo(JSON.readTree("""
                [{"slot_id": "1", "state": "ready", "pack_id": "P-17", "soc_percent": 97.0, "health_percent": 96.0,
                  "temperature_c": 31.0, "observed_at": "2026-03-01T12:00:00Z"},
                 {"slot_id": "2", "state": "empty", "pack_id": null, "soc_percent": null, "health_percent": null,
                  "temperature_c": null, "observed_at": "2026-03-01T12:00:00Z"}]"""));
        assertThat(whole.get("faults")).isEqualTo(JSON.readTree("""
                [{"fault_id": "f-1", "raised_at": "2026-03-01T12:00:00Z", "slot_id": null, "connector_id": "A",
                  "detail": "stuck"}]"""));
        JsonNode slots = server.json("/api/v1/stations/S-1/slots");
        assertThat(slots.get("slots")).isEqualTo(whole.get("slots"));
        assertThat(slots.get("count").asInt()).isEqualTo(2);
    }

    @Test
    void aStationThatNeverReportedHasNullsAndIsNotOnline() throws Exception {
        forecourt.station("S-1");

        JsonNode station = server.json("/api/v1/stations/S-1");

        for (String member : List.of(
                "battery_available",
                "battery_charging",
                "temperature",
                "humidity",
                "status",
                "timestamp",
                "age_s",
                "last_seen_at",
                "latitude",
                "power_kw")) {
            assertThat(station.has(member)).as(member).isTrue();
            assertThat(station.get(member).isNull()).as(member).isTrue();
        }
        assertThat(station.get("online").asBoolean()).isFalse();
        assertThat(station.get("slots_total").asInt()).isZero();
    }

    @Test
    void presenceDecidesWhoIsOnlineAndFreshnessWhereNobodySays() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        StationReport recent = report(now, StationStatus.OPERATIONAL, null);
        StationReport old = report(NOON, StationStatus.OPERATIONAL, null);
        forecourt.station(ACME, "fresh", Forecourt.state(recent));
        forecourt.station(
                ACME,
                "gone",
                new StationState(recent, new StationState.Presence(false, now), List.of(), List.of(), now));
        forecourt.station(
                ACME,
                "quiet",
                new StationState(old, new StationState.Presence(true, NOON), List.of(), List.of(), NOON));

        assertThat(onlineAndFresh("fresh")).containsExactly(true, true);
        assertThat(onlineAndFresh("gone")).containsExactly(false, true);
        assertThat(onlineAndFresh("quiet")).containsExactly(true, false);
    }

    @Test
    void stationsAreFilteredByStatusPlaceAndPacksAndPagedById() throws Exception {
        forecourt.station(ACME, "A", Forecourt.state(at(56.0), ready("1", "P-1", 97.0), ready("2", "P-2", 80.0)));
        forecourt.station(ACME, "B", Forecourt.state(at(56.05), ready("1", "P-3", 97.0), ready("2", "P-4", null)));
        forecourt.station(ACME, "C", Forecourt.state(at(57.0)));
        forecourt.station(ACME, "D", Forecourt.state(report(NOON, StationStatus.MAINTENANCE, null)));
        forecourt.station(OTHER, "E", Forecourt.state(at(56.0)));

        assertThat(ids("?limit=3")).containsExactly("A", "B", "C", "D");
        assertThat(ids("?status=maintenance")).containsExactly("D");
        assertThat(ids("?near=56,-3")).containsExactly("A", "B");
        assertThat(ids("?near=56,-3&within_km=1")).containsExactly("A");
        assertThat(ids("?near=56,-3&within_km=150")).containsExactly("A", "B", "C", "D");
        assertThat(ids("?min_packs=2")).containsExactly("A");
        assertThat(ids("?min_packs=2&min_soc=90")).isEmpty();
        assertThat(ids("?min_soc=90")).containsExactly("A", "B");
    }

    @Test
    void aStationsTagChangesWithItAndNotWithItsAge() throws Exception {
        forecourt.station(ACME, "S-1", Forecourt.state(report(NOON, StationStatus.OPERATIONAL, 20.0)));
        String token = server.token(Role.VIEWER);
        HttpResponse<String> first = server.get("/api/v1/stations/S-1", token);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> second = server.get("/api/v1/stations/S-1", token, "If-None-Match", tag);
        assertThat(second.statusCode()).isEqualTo(304);

        forecourt.station(ACME, "S-1", Forecourt.state(report(NOON.plusSeconds(5), StationStatus.OPERATIONAL, 20.0)));
        HttpResponse<String> third = server.get("/api/v1/stations/S-1", token, "If-None-Match", tag);
        assertThat(third.statusCode()).isEqualTo(200);
    }

    @Test
    void slotsAreShownInEveryState() throws Exception {
        PackCondition half = PackCondition.ofSoc(50.0);
        PackId pack = new PackId("P-1");
        List<SlotContent> contents = List.of(
                SlotContent.EMPTY,
                new SlotContent.Holding(pack, SlotContent.Use.CHARGING, half),
                new SlotContent.Holding(pack, SlotContent.Use.RESERVED, half),
                new SlotContent.Closed(SlotContent.Cause.LOCKED, pack, half),
                new SlotContent.Closed(SlotContent.Cause.FAULTED, null, PackCondition.UNKNOWN));
        List<Slot> slots = new ArrayList<>();
        contents.forEach(content -> slots.add(new Slot(new SlotId("s" + slots.size()), content, NOON)));
        forecourt.station(ACME, "S-1", new StationState(null, null, slots, List.of(), NOON));

        List<String> states = new ArrayList<>();
        server.json("/api/v1/stations/S-1/slots")
                .get("slots")
                .forEach(slot -> states.add(
                        slot.get("state").asText() + " " + slot.get("pack_id").asText()));
        assertThat(states).containsExactly("empty null", "charging P-1", "reserved P-1", "locked P-1", "faulted null");
    }

    @Test
    void deadLettersOfStationsAreListedBesideThoseOfVehicles() throws Exception {
        var ofStation = fleet.deadLetter(forecourt.station("S-1"), "{");
        var van = fleet.vehicle(ACME, "Van");
        fleet.deadLetter(van, "[");

        JsonNode listed = server.json("/api/v1/dead-letters?station_id=S-1");
        assertThat(listed.get("count").asInt()).isEqualTo(1);
        JsonNode letter = listed.get("dead_letters").get(0);
        assertThat(letter.get("dead_letter_id").asText())
                .isEqualTo(ofStation.id().toString());
        assertThat(letter.get("station_id").asText()).isEqualTo("S-1");
        assertThat(letter.get("vehicle_id").isNull()).isTrue();
        assertThat(server.json("/api/v1/dead-letters?vehicle_id=" + van.vehicle())
                        .get("dead_letters")
                        .get(0)
                        .get("station_id")
                        .isNull())
                .isTrue();
        assertThat(server.json("/api/v1/dead-letters").get("count").asInt()).isEqualTo(2);
    }

    private static StationReport at(double latitude) {
        return new StationReport(
                NOON,
                1,
                StationStatus.OPERATIONAL,
                1,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                new Position(latitude, -3),
                null);
    }

    private List<Boolean> onlineAndFresh(String station) throws Exception {
        JsonNode shown = server.json("/api/v1/stations/" + station);
        return List.of(shown.get("online").asBoolean(), shown.get("fresh").asBoolean());
    }

    private List<String> ids(String query) throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = server.json("/api/v1/stations" + query + "&cursor=" + cursor);
            page.get("stations")
                    .forEach(station -> ids.add(station.get("station_id").asText()));
            cursor = page.get("next").isNull() ? null : page.get("next").asText();
        }
        return ids;
    }
}
