package io.fleetport.mqtt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks messages member by member against docs/stations.md: every member named there, none other, each in its range. */
final class WireForm {

    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");

    private static final Map<String, String> EVENTS = Map.of(
            "swap_started", "swap_id vehicle?",
            "swap_completed", "swap_id vehicle? returned? delivered?",
            "swap_aborted", "swap_id reason?",
            "pack_in", "pack_id slot_id soc_percent? vehicle? swap_id?",
            "pack_out", "pack_id slot_id soc_percent? vehicle? swap_id?",
            "session_started", "session_id connector_id vehicle? meter_kwh? soc_percent? rated_kw?",
            "session_meter", "session_id meter_kwh? power_kw? soc_percent?",
            "session_ended", "session_id meter_kwh? energy_kwh? soc_percent? peak_kw? reason?",
            "fault_raised", "fault_id slot_id? connector_id? detail?",
            "fault_cleared", "fault_id");

    private WireForm() {}

    /** What the service itself says is not checked. */
    static void check(Observer.Heard message) {
        if (message.topic().equals("commands")) {
            return;
        }
        JsonNode json = message.json();
        String about = message.topic() + " " + message.text();
        assertThat(json.path("station_id").asText()).as(about).isEqualTo(message.stationId());
        switch (message.topic()) {
            case "telemetry" -> telemetry(json, about);
            case "slots" -> slots(json, about);
            case "events" -> event(json, about);
            case "status" -> {
                members(json, about, "station_id online timestamp?");
                assertThat(json.get("online").isBoolean()).as(about).isTrue();
            }
            case "commands/results" -> {
                members(json, about, "station_id command_id outcome timestamp detail?");
                time(json, about);
                assertThat(json.get("outcome").asText())
                        .as(about)
                        .isIn("accepted", "completed", "rejected", "failed", "expired");
            }
            default -> throw new AssertionError("no such topic: " + about);
        }
    }

    private static void telemetry(JsonNode json, String about) {
        members(
                json,
                about,
                "station_id timestamp status battery_available battery_charging temperature humidity"
                        + " connectors_available? connectors_charging? power_kw? energy_kwh? latitude? longitude? firmware?");
        time(json, about);
        assertThat(json.get("status").asText()).as(about).isIn("operational", "degraded", "maintenance", "offline");
        for (String count :
                List.of("battery_available", "battery_charging", "connectors_available", "connectors_charging")) {
            if (json.has(count)) {
                assertThat(json.get(count).isIntegralNumber()).as(about).isTrue();
                within(json, count, 0, 10_000, about);
            }
        }
        within(json, "temperature", -90, 100, about);
        within(json, "humidity", 0, 100, about);
        within(json, "power_kw", -100_000, 100_000, about);
        within(json, "energy_kwh", 0, Double.MAX_VALUE, about);
        within(json, "latitude", -90, 90, about);
        within(json, "longitude", -180, 180, about);
        assertThat(json.has("latitude")).as(about).isEqualTo(json.has("longitude"));
        text(json, "firmware", 64, about);
    }

    private static void slots(JsonNode json, String about) {
        members(json, about, "station_id timestamp slots");
        time(json, about);
        assertThat(json.get("slots").size()).as(about).isBetween(1, 1000);
        Set<String> seen = new HashSet<>();
        for (JsonNode slot : json.get("slots")) {
            members(slot, about, "slot_id state pack_id? soc_percent? health_percent? temperature_c?");
            id(slot, "slot_id", about);
            assertThat(seen.add(slot.get("slot_id").asText())).as(about).isTrue();
            switch (slot.get("state").asText()) {
                case "empty" -> assertThat(slot.has("pack_id")).as(about).isFalse();
                case "charging", "ready", "reserved" -> id(slot, "pack_id", about);
                case "locked", "faulted" -> {}
                default -> throw new AssertionError(about);
            }
            within(slot, "soc_percent", 0, 100, about);
            within(slot, "health_percent", 0, 100, about);
            within(slot, "temperature_c", -90, 200, about);
        }
    }

    private static void event(JsonNode json, String about) {
        String type = json.path("type").asText();
        assertThat(EVENTS).as(about).containsKey(type);
        members(json, about, "station_id event_id sequence boot? timestamp type " + EVENTS.get(type));
        time(json, about);
        for (String name :
                List.of("event_id", "swap_id", "pack_id", "slot_id", "session_id", "connector_id", "fault_id")) {
            if (json.has(name)) {
                id(json, name, about);
            }
        }
        assertThat(json.get("sequence").asLong()).as(about).isPositive();
        within(json, "soc_percent", 0, 100, about);
        text(json, "reason", 256, about);
        text(json, "detail", 256, about);
        text(json, "vehicle", 64, about);
        if (type.equals("swap_completed")) {
            assertThat(json.has("returned") || json.has("delivered")).as(about).isTrue();
            for (String side : List.of("returned", "delivered")) {
                if (json.has(side)) {
                    members(json.get(side), about, "pack_id slot_id soc_percent?");
                    within(json.get(side), "soc_percent", 0, 100, about);
                }
            }
        }
        if (type.equals("session_meter")) {
            assertThat(json.has("meter_kwh") || json.has("power_kw") || json.has("soc_percent"))
                    .as(about)
                    .isTrue();
        }
    }

    /** @param form names with a question mark behind those that may be left out */
    private static void members(JsonNode json, String about, String form) {
        List<String> given = new ArrayList<>();
        json.fieldNames().forEachRemaining(given::add);
        List<String> known = new ArrayList<>();
        for (String name : form.split(" ")) {
            known.add(name.replace("?", ""));
            if (!name.endsWith("?")) {
                assertThat(given).as(about).contains(name);
            }
        }
        assertThat(known).as(about).containsAll(given);
    }

    private static void time(JsonNode json, String about) {
        assertThat(OffsetDateTime.parse(json.get("timestamp").asText()))
                .as(about)
                .isNotNull();
    }

    private static void id(JsonNode json, String name, String about) {
        assertThat(json.path(name).asText()).as(about).matches(ID);
    }

    private static void text(JsonNode json, String name, int longest, String about) {
        if (json.has(name)) {
            assertThat(json.get(name).asText()).as(about).hasSizeBetween(1, longest);
        }
    }

    private static void within(JsonNode json, String name, double least, double most, String about) {
        if (json.has(name) && !json.get(name).isNull()) {
            assertThat(json.get(name).isNumber()).as(about).isTrue();
            assertThat(json.get(name).asDouble()).as(about).isBetween(least, most);
        }
    }
}
