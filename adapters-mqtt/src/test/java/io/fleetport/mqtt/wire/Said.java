package io.fleetport.mqtt.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Messages that have every member there is, to change one of them at a time. */
final class Said {

    static final List<String> EVENT_TYPES = List.of(
            "swap_started",
            "swap_completed",
            "swap_aborted",
            "pack_in",
            "pack_out",
            "session_started",
            "session_meter",
            "session_ended",
            "fault_raised",
            "fault_cleared");

    private Said() {}

    static ObjectNode telemetry() {
        return object("""
                {"station_id": "S-1", "timestamp": "2026-01-31T08:00:00Z", "status": "operational",
                 "battery_available": 8, "battery_charging": 4, "temperature": 21.5, "humidity": 40.0,
                 "connectors_available": 2, "connectors_charging": 1, "power_kw": 12.5, "energy_kwh": 1234.5,
                 "latitude": 52.1, "longitude": 5.2, "firmware": "1.4.2"}""");
    }

    static ObjectNode slots() {
        return object("""
                {"station_id": "S-1", "timestamp": "2026-01-31T08:00:00Z", "slots": [
                  {"slot_id": "1", "state": "charging", "pack_id": "P-17", "soc_percent": 63.5, "health_percent": 96,
                   "temperature_c": 31.0},
                  {"slot_id": "2", "state": "empty"}]}""");
    }

    /** An event with every member that its type has. */
    static ObjectNode event(String type) {
        ObjectNode event = object("""
                {"station_id": "S-1", "event_id": "e-1042", "sequence": 1042, "boot": 7,
                 "timestamp": "2026-01-31T08:00:05Z"}""");
        event.put("type", type);
        event.setAll(object(
                switch (type) {
                    case "swap_started" -> "{\"swap_id\": \"w-77\", \"vehicle\": \"van 12\"}";
                    case "swap_completed" -> """
                    {"swap_id": "w-77", "vehicle": "van 12",
                     "returned": {"pack_id": "P-03", "slot_id": "2", "soc_percent": 12},
                     "delivered": {"pack_id": "P-17", "slot_id": "1", "soc_percent": 97}}""";
                    case "swap_aborted" -> "{\"swap_id\": \"w-77\", \"reason\": \"no pack\"}";
                    case "pack_in", "pack_out" -> """
                    {"pack_id": "P-03", "slot_id": "2", "soc_percent": 12, "vehicle": "van 12", "swap_id": "w-77"}""";
                    case "session_started" -> """
                    {"session_id": "c-5", "connector_id": "A", "vehicle": "van 12", "meter_kwh": 100.5,
                     "soc_percent": 20, "rated_kw": 150}""";
                    case "session_meter" -> """
                    {"session_id": "c-5", "meter_kwh": 110.5, "power_kw": 42.5, "soc_percent": 30}""";
                    case "session_ended" -> """
                    {"session_id": "c-5", "meter_kwh": 120.5, "energy_kwh": 20, "soc_percent": 80, "peak_kw": 60,
                     "reason": "unplugged"}""";
                    case "fault_raised" -> """
                    {"fault_id": "f-1", "slot_id": "2", "connector_id": "A", "detail": "door stuck"}""";
                    case "fault_cleared" -> "{\"fault_id\": \"f-1\"}";
                    default -> throw new IllegalArgumentException(type);
                }));
        return event;
    }

    static ObjectNode status() {
        return object("{\"station_id\": \"S-1\", \"online\": true, \"timestamp\": \"2026-01-31T08:00:00Z\"}");
    }

    static ObjectNode result() {
        return object("""
                {"station_id": "S-1", "command_id": "0198c2f4-5b6a-7c8d-9e0f-112233445566", "outcome": "completed",
                 "timestamp": "2026-01-31T08:00:02Z", "detail": "done"}""");
    }

    static ObjectNode object(String json) {
        return (ObjectNode) Schemas.parse(json);
    }
}
