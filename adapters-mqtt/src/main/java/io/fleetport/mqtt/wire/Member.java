package io.fleetport.mqtt.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every member that messages of stations have, and what its value must be like. */
enum Member {
    STATION_ID("station_id", Form.STATION),
    TIMESTAMP("timestamp", Form.TIME),

    STATUS("status", Form.oneOf(List.of("operational", "degraded", "maintenance", "offline"))),
    BATTERY_AVAILABLE("battery_available", Limits.COUNT),
    BATTERY_CHARGING("battery_charging", Limits.COUNT),
    TEMPERATURE("temperature", Form.real(-90, 100)),
    HUMIDITY("humidity", Limits.PERCENT),
    CONNECTORS_AVAILABLE("connectors_available", Limits.COUNT),
    CONNECTORS_CHARGING("connectors_charging", Limits.COUNT),
    POWER_KW("power_kw", Limits.POWER),
    ENERGY_KWH("energy_kwh", Limits.REGISTER),
    LATITUDE("latitude", Form.real(-90, 90)),
    LONGITUDE("longitude", Form.real(-180, 180)),
    FIRMWARE("firmware", Form.text(0, 64)),

    SLOTS("slots", Form.array(Limits.MOST_SLOTS)),
    SLOT_ID("slot_id", Form.LABEL),
    STATE("state", Form.oneOf(List.of("empty", "charging", "ready", "reserved", "locked", "faulted"))),
    PACK_ID("pack_id", Form.LABEL),
    SOC_PERCENT("soc_percent", Limits.PERCENT),
    HEALTH_PERCENT("health_percent", Limits.PERCENT),
    TEMPERATURE_C("temperature_c", Form.real(-90, 200)),

    EVENT_ID("event_id", Form.LABEL),
    SEQUENCE("sequence", Form.whole(1, Limits.MOST_EXACT)),
    BOOT("boot", Form.whole(0, Limits.MOST_EXACT)),
    TYPE(
            "type",
            Form.oneOf(List.of(
                    "swap_started",
                    "swap_completed",
                    "swap_aborted",
                    "pack_in",
                    "pack_out",
                    "session_started",
                    "session_meter",
                    "session_ended",
                    "fault_raised",
                    "fault_cleared"))),
    SWAP_ID("swap_id", Form.LABEL),
    VEHICLE("vehicle", Form.text(1, 64)),
    RETURNED("returned", Form.OBJECT),
    DELIVERED("delivered", Form.OBJECT),
    REASON("reason", Limits.PROSE),
    SESSION_ID("session_id", Form.LABEL),
    CONNECTOR_ID("connector_id", Form.LABEL),
    METER_KWH("meter_kwh", Limits.REGISTER),
    RATED_KW("rated_kw", Form.real(0, 100_000)),
    PEAK_KW("peak_kw", Limits.POWER),
    FAULT_ID("fault_id", Form.LABEL),
    DETAIL("detail", Limits.PROSE),

    ONLINE("online", Form.FLAG),

    COMMAND_ID("command_id", Form.UUID),
    OUTCOME("outcome", Form.oneOf(List.of("accepted", "completed", "rejected", "failed", "expired")));

    static final int COUNT = values().length;

    private static final Map<String, Member> BY_NAME = new HashMap<>(4 * COUNT);

    static {
        for (Member member : values()) {
            BY_NAME.put(member.outwardName, member);
        }
    }

    private final String outwardName;

    @SuppressWarnings("ImmutableEnumChecker") // a record of a text and two numbers
    private final Form form;

    Member(String outwardName, Form form) {
        this.outwardName = outwardName;
        this.form = form;
    }

    /** Null for a member without a meaning. */
    static @Nullable Member find(String outwardName) {
        return BY_NAME.get(outwardName);
    }

    String outwardName() {
        return outwardName;
    }

    Form form() {
        return form;
    }

    /** What several members have in common. */
    static final class Limits {
        static final int MOST_SLOTS = 1_000;

        /** 2^53 - 1: greater whole numbers do not survive every JSON library (RFC 8259, 6). */
        static final long MOST_EXACT = 9_007_199_254_740_991L;

        static final Form COUNT = Form.whole(0, 10_000);
        static final Form PERCENT = Form.real(0, 100);
        static final Form POWER = Form.real(-100_000, 100_000);
        /** A thousand times what mankind uses in a year is no reading of a meter. */
        static final Form REGISTER = Form.real(0, 1_000_000_000_000L);
        /** What a station adds up itself may be below nothing: it is shown, and flagged. */
        static final Form TOTAL = Form.real(-1_000_000_000_000L, 1_000_000_000_000L);

        static final Form PROSE = Form.text(0, 256);

        private Limits() {}
    }
}
