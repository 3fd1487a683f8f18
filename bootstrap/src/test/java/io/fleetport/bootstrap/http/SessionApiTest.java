package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.SessionFlag;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sessions, swaps and packs as callers see them. */
class SessionApiTest extends ServerTest {

    @Test
    void aSessionHasFiguresOnlyWhereTheyWereMeasured() throws Exception {
        StationKey key = forecourt.station("S-1");
        forecourt.session(key, "c-9", NOON, NOON.plusSeconds(3_600), 44.5);
        forecourt.session(
                key,
                new ChargingSession.ClosedByRule(
                        key.station(),
                        new SessionId("c-1"),
                        NOON.minusSeconds(60),
                        NOON,
                        ChargingSession.Closure.SUPERSEDED,
                        new ChargingSession.Figures(
                                null, null, null, null, null, null, null, Set.of(SessionFlag.START_MISSING))));

        JsonNode shown = server.json("/api/v1/stations/S-1/sessions/c-9");
        assertThat(shown).isEqualTo(JSON.readTree("""
                {"session_id": "c-9", "station_id": "S-1", "connector_id": "A",
                 "vehicle_id": "00000000-0000-0000-0000-00000000000c", "state": "finished", "closed_reason": null,
                 "started_at": "2026-03-01T12:00:00Z", "ended_at": "2026-03-01T13:00:00Z", "last_heard_at": null,
                 "energy_kwh": 44.5, "energy_source": "meter", "energy_counts": true, "soc_start_percent": 20.0,
                 "soc_end_percent": 80.0, "peak_kw": 51.0, "rated_kw": 50.0, "flags": []}"""));
        JsonNode list = server.json("/api/v1/sessions");
        assertThat(list.get("count").asInt()).isEqualTo(2);
        assertThat(list.get("sessions").get(0)).isEqualTo(shown);
        assertThat(list.get("sessions").get(1)).isEqualTo(JSON.readTree("""
                {"session_id": "c-1", "station_id": "S-1", "connector_id": null, "vehicle_id": null,
                 "state": "closed_by_rule", "closed_reason": "superseded", "started_at": "2026-03-01T11:59:00Z",
                 "ended_at": null, "last_heard_at": "2026-03-01T12:00:00Z", "energy_kwh": null, "energy_source": null,
                 "energy_counts": false, "soc_start_percent": null, "soc_end_percent": null, "peak_kw": null,
                 "rated_kw": null, "flags": ["start_missing"]}"""));
    }

    @Test
    void sessionsAreFilteredAndPagedNewestFirst() throws Exception {
        StationKey one = forecourt.station("S-1");
        StationKey two = forecourt.station("S-2");
        forecourt.session(forecourt.station(OTHER, "S-3", StationState.NOTHING_HEARD), "x", NOON, null, 1);
        for (int i = 0; i < 5; i++) {
            forecourt.session(one, "a" + i, NOON.plusSeconds(i * 3_600), NOON.plusSeconds(i * 3_600 + 60), 1);
        }
        forecourt.session(two, "b", NOON.plusSeconds(60), null, 1);

        assertThat(ids("/api/v1/sessions?limit=4", "sessions", "session_id"))
                .containsExactly("a4", "a3", "a2", "a1", "b", "a0");
        assertThat(ids("/api/v1/sessions?station_id=S-2", "sessions", "session_id"))
                .containsExactly("b");
        assertThat(ids("/api/v1/stations/S-1/sessions?limit=2", "sessions", "session_id"))
                .containsExactly("a4", "a3", "a2", "a1", "a0");
        assertThat(ids("/api/v1/sessions?state=underway", "sessions", "session_id"))
                .containsExactly("b");
        assertThat(ids(
                        "/api/v1/sessions?from=2026-03-01T13:00:00Z&until=2026-03-01T15:00:00Z",
                        "sessions",
                        "session_id"))
                .containsExactly("a2", "a1");
    }

    @Test
    void anyIdThatStationsMayGiveCanBeAskedFor() throws Exception {
        StationKey key = forecourt.station("S:1.a_b-c");
        String id = "2026/03%01?x=1&y#z";
        forecourt.session(key, id, NOON, null, 1);
        JsonNode shown =
                server.json("/api/v1/stations/S:1.a_b-c/sessions/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        assertThat(shown.get("session_id").asText()).isEqualTo(id);
    }

    @Test
    void aSwapShowsThePacksItMoved() throws Exception {
        StationKey key = forecourt.station("S-1");
        forecourt.completed(key, "w-77", NOON);
        forecourt.swap(
                key,
                new Swap.Aborted(
                        key.station(),
                        new SwapId("w-78"),
                        null,
                        NOON.plusSeconds(60),
                        NOON.plusSeconds(90),
                        "door stuck"));

        assertThat(server.json("/api/v1/stations/S-1/swaps/w-77")).isEqualTo(JSON.readTree("""
                {"swap_id": "w-77", "station_id": "S-1", "vehicle_id": "00000000-0000-0000-0000-00000000000c",
                 "state": "completed", "started_at": "2026-03-01T12:00:00Z", "ended_at": "2026-03-01T12:01:00Z",
                 "reason": null, "returned": {"pack_id": "P-03", "slot_id": "2", "soc_percent": 12.0},
                 "delivered": {"pack_id": "P-17", "slot_id": "1", "soc_percent": 97.0}}"""));
        assertThat(ids("/api/v1/swaps?limit=1", "swaps", "swap_id")).containsExactly("w-78", "w-77");
        assertThat(ids("/api/v1/swaps?state=aborted", "swaps", "swap_id")).containsExactly("w-78");
        assertThat(ids("/api/v1/stations/S-1/swaps?state=completed", "swaps", "swap_id"))
                .containsExactly("w-77");
        assertThat(server.json("/api/v1/stations/S-1/swaps/w-78").get("reason").asText())
                .isEqualTo("door stuck");
    }

    @Test
    void aPackShowsWhereItIsAndWhereItWas() throws Exception {
        StationKey key = forecourt.station("S-1");
        forecourt.travelledPack(key, "P-17");
        forecourt.travelledPack(key, "P-18");

        JsonNode pack = server.json("/api/v1/packs/P-17");
        assertThat(pack).isEqualTo(JSON.readTree("""
                {"pack_id": "P-17", "soc_percent": 97.0, "health_percent": 96.0, "temperature_c": 31.0,
                 "observed_at": "2026-03-01T13:00:00Z",
                 "place": {"kind": "slot", "station_id": "S-1", "slot_id": "1", "vehicle_id": null},
                 "journey": [
                  {"place": {"kind": "slot", "station_id": "S-1", "slot_id": "1", "vehicle_id": null},
                   "from": "2026-03-01T12:00:00Z", "until": "2026-03-01T12:01:00Z", "soc_start_percent": 90.0,
                   "soc_end_percent": 97.0},
                  {"place": {"kind": "vehicle", "station_id": null, "slot_id": null,
                             "vehicle_id": "00000000-0000-0000-0000-00000000000c"},
                   "from": "2026-03-01T12:01:00Z", "until": "2026-03-01T13:00:00Z", "soc_start_percent": 97.0,
                   "soc_end_percent": 97.0},
                  {"place": {"kind": "slot", "station_id": "S-1", "slot_id": "1", "vehicle_id": null},
                   "from": "2026-03-01T13:00:00Z", "until": null, "soc_start_percent": 12.0,
                   "soc_end_percent": 12.0}]}"""));
        assertThat(ids("/api/v1/packs?limit=1", "packs", "pack_id")).containsExactly("P-17", "P-18");
        JsonNode listed = server.json("/api/v1/packs").get("packs").get(0);
        assertThat(listed.get("place")).isEqualTo(pack.get("place"));
        assertThat(listed.has("journey")).isFalse();
    }

    private List<String> ids(String path, String list, String id) throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = server.json(path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor);
            page.get(list).forEach(item -> ids.add(item.get(id).asText()));
            cursor = page.get("next").isNull() ? null : page.get("next").asText();
        }
        return ids;
    }
}
