package io.fleetport.mqtt.wire;

import static io.fleetport.mqtt.wire.MessageKind.EVENTS;
import static io.fleetport.mqtt.wire.MessageKind.RESULTS;
import static io.fleetport.mqtt.wire.MessageKind.SLOTS;
import static io.fleetport.mqtt.wire.MessageKind.STATUS;
import static io.fleetport.mqtt.wire.MessageKind.TELEMETRY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.application.port.in.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member of every message, with values that fit and values that do not, against the decoder and the schema. */
class MemberRulesTest {

    private static final String ABSENT = "";
    private static final String NO_NUMBER = " \"5\" true {} []";
    private static final String NO_TEXT = " 5 true {} []";
    private static final String LONG_64 = "\"" + "x".repeat(64) + "\"";
    private static final String LONG_65 = "\"" + "x".repeat(65) + "\"";

    /** One member and what it may and may not be, as JSON; an absent one is {@link #ABSENT}. */
    private record Rule(MessageKind kind, ObjectNode base, String member, List<String> good, List<String> bad) {
        @Override
        public String toString() {
            return kind + " " + base.path("type").asText() + " " + member;
        }
    }

    /** A member with one of its values. */
    private record Case(Rule rule, String value, boolean fits) {

        ObjectNode message() {
            ObjectNode message = rule.base.deepCopy();
            String[] path = rule.member.split("/", -1);
            JsonNode holder = message;
            for (int i = 0; i < path.length - 1; i++) {
                holder = holder.isArray() ? holder.get(Integer.parseInt(path[i])) : holder.get(path[i]);
            }
            String last = path[path.length - 1];
            if (value.equals(ABSENT)) {
                ((ObjectNode) holder).remove(last);
            } else {
                ((ObjectNode) holder).set(last, Schemas.parse(value));
            }
            return message;
        }

        @Override
        public String toString() {
            return rule + " " + (fits ? "may be " : "must not be ") + (value.equals(ABSENT) ? "absent" : value);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theDecoderAndTheSchemaBothKeepToThePage(Case tried) {
        ObjectNode message = tried.message();
        Delivery.Content content = Decoding.content(tried.rule.kind, message.toString());

        assertThat(content)
                .as("decoder: %s", content)
                .isInstanceOf(tried.fits ? Delivery.StationSaid.class : Delivery.Unusable.class);
        if (content instanceof Delivery.Unusable unusable) {
            String member = tried.rule.member.substring(tried.rule.member.lastIndexOf('/') + 1);
            assertThat(unusable.detail()).contains(member);
        }
        assertThat(Schemas.complaints(Schemas.nameOf(tried.rule.kind), message).isEmpty())
                .as("schema: %s", Schemas.complaints(Schemas.nameOf(tried.rule.kind), message))
                .isEqualTo(tried.fits);
    }

    static Stream<Case> cases() {
        return rules().flatMap(rule -> Stream.concat(
                rule.good.stream().map(value -> new Case(rule, value, true)),
                rule.bad.stream().map(value -> new Case(rule, value, false))));
    }

    private static Stream<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        telemetry(rules);
        slots(rules);
        Said.EVENT_TYPES.forEach(type -> common(rules, EVENTS, Said.event(type)));
        Said.EVENT_TYPES.forEach(type -> stamp(rules, Said.event(type)));
        swapsAndPacks(rules);
        sessions(rules);
        faults(rules);
        common(rules, RESULTS, Said.result());
        identity(rules, STATUS, Said.status());
        ObjectNode status = Said.status();
        rules.add(new Rule(STATUS, status, "online", List.of("true", "false"), list("null 0 \"true\" {} []", ABSENT)));
        rules.add(new Rule(STATUS, status, "timestamp", optional(times()), noTimes()));
        ObjectNode result = Said.result();
        rules.add(new Rule(
                RESULTS,
                result,
                "command_id",
                List.of("\"0198C2F4-5b6a-7c8d-9e0f-112233445566\""),
                list(
                        "null 5 \"\" \"1-1-1-1-1\" \"0198c2f45b6a7c8d9e0f112233445566\""
                                + " \"0198c2f4-5b6a-7c8d-9e0f-11223344556g\"",
                        ABSENT)));
        rules.add(choice(RESULTS, result, "outcome", "accepted completed rejected failed expired"));
        rules.add(prose(RESULTS, result, "detail"));
        return rules.stream();
    }

    private static void telemetry(List<Rule> rules) {
        ObjectNode base = Said.telemetry();
        common(rules, TELEMETRY, base);
        rules.add(choice(TELEMETRY, base, "status", "operational degraded maintenance offline"));
        for (String member : List.of("battery_available", "battery_charging")) {
            rules.add(new Rule(
                    TELEMETRY,
                    base,
                    member,
                    list("0 10000 8.0 1e2 -0"),
                    list("-1 10001 0.5 null 1e400" + NO_NUMBER, ABSENT)));
        }
        rules.add(new Rule(
                TELEMETRY, base, "temperature", list("-90 100 21.55 null"), list("-90.01 100.01" + NO_NUMBER, ABSENT)));
        rules.add(new Rule(TELEMETRY, base, "humidity", list("0 100 null"), list("-0.01 100.01" + NO_NUMBER, ABSENT)));
        for (String member : List.of("connectors_available", "connectors_charging")) {
            rules.add(new Rule(TELEMETRY, base, member, optional(list("0 10000")), list("-1 10001 0.5" + NO_NUMBER)));
        }
        rules.add(power(TELEMETRY, base, "power_kw"));
        rules.add(register(TELEMETRY, base, "energy_kwh"));
        rules.add(new Rule(TELEMETRY, base, "latitude", list("-90 90 0"), list("-90.1 90.1 null" + NO_NUMBER, ABSENT)));
        rules.add(new Rule(
                TELEMETRY, base, "longitude", list("-180 180"), list("-180.1 180.1 null" + NO_NUMBER, ABSENT)));
        ObjectNode placeless = base.deepCopy().without(List.of("latitude", "longitude"));
        rules.add(new Rule(TELEMETRY, placeless, "latitude", optional(List.of()), list("52")));
        rules.add(new Rule(TELEMETRY, placeless, "longitude", optional(List.of()), list("5")));
        rules.add(new Rule(
                TELEMETRY, base, "firmware", optional(List.of("\"\"", LONG_64, "\"é𝄞\"")), list(LONG_65 + NO_TEXT)));
    }

    private static void slots(List<Rule> rules) {
        ObjectNode base = Said.slots();
        common(rules, SLOTS, base);
        rules.add(new Rule(
                SLOTS,
                base,
                "slots",
                List.of("[]", manySlots(1_000)),
                List.of("null", "{}", "5", "[5]", "[[]]", "[null]", manySlots(1_001), ABSENT)));
        rules.add(label(SLOTS, base, "slots/0/slot_id"));
        rules.add(label(SLOTS, base, "slots/0/pack_id"));
        rules.add(choice(SLOTS, base, "slots/0/state", "charging ready reserved locked faulted"));
        rules.add(new Rule(SLOTS, base, "slots/1/pack_id", list("null", ABSENT), list("\"P-1\" 5 {}")));
        rules.add(new Rule(SLOTS, base, "slots/1/state", list("\"locked\" \"faulted\""), list("null", ABSENT)));
        for (String member : List.of("soc_percent", "health_percent")) {
            rules.add(percent(SLOTS, base, "slots/0/" + member));
            rules.add(percent(SLOTS, base, "slots/1/" + member));
        }
        rules.add(new Rule(
                SLOTS, base, "slots/0/temperature_c", optional(list("-90 200")), list("-90.1 200.1" + NO_NUMBER)));
        for (String state : List.of("locked", "faulted")) {
            ObjectNode closed = base.deepCopy();
            ((ObjectNode) closed.get("slots").get(0)).put("state", state);
            rules.add(optionalLabel(SLOTS, closed, "slots/0/pack_id"));
        }
    }

    private static void stamp(List<Rule> rules, ObjectNode base) {
        rules.add(label(EVENTS, base, "event_id"));
        rules.add(new Rule(
                EVENTS,
                base,
                "sequence",
                list("1 9007199254740991 1e3"),
                list("0 -1 1.5 9007199254740992 99999999999999999999999 null" + NO_NUMBER, ABSENT)));
        rules.add(new Rule(
                EVENTS,
                base,
                "boot",
                optional(list("0 1769846400 9007199254740991")),
                list("-1 0.5 9007199254740992" + NO_NUMBER)));
        rules.add(new Rule(
                EVENTS, base, "type", List.of(), list("null \"swap\" \"Swap_started\" \"\"" + NO_TEXT, ABSENT)));
    }

    private static void swapsAndPacks(List<Rule> rules) {
        for (String type : List.of("swap_started", "swap_completed", "swap_aborted")) {
            rules.add(label(EVENTS, Said.event(type), "swap_id"));
        }
        for (String type : List.of("swap_started", "swap_completed", "pack_in", "pack_out", "session_started")) {
            rules.add(vehicle(Said.event(type)));
        }
        ObjectNode completed = Said.event("swap_completed");
        for (String way : List.of("returned", "delivered")) {
            rules.add(new Rule(EVENTS, completed, way, optional(List.of()), list("5 true \"P-1\" [] {}")));
            rules.add(label(EVENTS, completed, way + "/pack_id"));
            rules.add(label(EVENTS, completed, way + "/slot_id"));
            rules.add(percent(EVENTS, completed, way + "/soc_percent"));
        }
        rules.add(new Rule(
                EVENTS, completed.deepCopy().without("delivered"), "returned", List.of(), list("null", ABSENT)));
        rules.add(new Rule(
                EVENTS, completed.deepCopy().putNull("returned"), "delivered", List.of(), list("null", ABSENT)));
        rules.add(prose(EVENTS, Said.event("swap_aborted"), "reason"));
        for (String type : List.of("pack_in", "pack_out")) {
            ObjectNode base = Said.event(type);
            rules.add(label(EVENTS, base, "pack_id"));
            rules.add(label(EVENTS, base, "slot_id"));
            rules.add(percent(EVENTS, base, "soc_percent"));
            rules.add(optionalLabel(EVENTS, base, "swap_id"));
        }
    }

    private static void sessions(List<Rule> rules) {
        for (String type : List.of("session_started", "session_meter", "session_ended")) {
            ObjectNode base = Said.event(type);
            rules.add(label(EVENTS, base, "session_id"));
            rules.add(register(EVENTS, base, "meter_kwh"));
            rules.add(percent(EVENTS, base, "soc_percent"));
        }
        rules.add(label(EVENTS, Said.event("session_started"), "connector_id"));
        rules.add(new Rule(
                EVENTS,
                Said.event("session_started"),
                "rated_kw",
                optional(list("0 100000 11.5")),
                list("-0.1 100000.1" + NO_NUMBER)));
        ObjectNode meter = Said.event("session_meter");
        rules.add(power(EVENTS, meter, "power_kw"));
        for (String only : List.of("meter_kwh", "power_kw", "soc_percent")) {
            ObjectNode bare = meter.deepCopy().without(List.of("meter_kwh", "power_kw", "soc_percent"));
            rules.add(new Rule(EVENTS, bare, only, list("1"), list("null", ABSENT)));
        }
        ObjectNode ended = Said.event("session_ended");
        rules.add(power(EVENTS, ended, "peak_kw"));
        rules.add(prose(EVENTS, ended, "reason"));
        rules.add(new Rule(
                EVENTS,
                ended,
                "energy_kwh",
                optional(list("-3 0 1000000000000 -1000000000000")),
                list("1000000000001 -1000000000001 1e999 -1e999" + NO_NUMBER)));
    }

    private static void faults(List<Rule> rules) {
        ObjectNode raised = Said.event("fault_raised");
        rules.add(label(EVENTS, raised, "fault_id"));
        rules.add(optionalLabel(EVENTS, raised, "slot_id"));
        rules.add(optionalLabel(EVENTS, raised, "connector_id"));
        rules.add(prose(EVENTS, raised, "detail"));
        rules.add(label(EVENTS, Said.event("fault_cleared"), "fault_id"));
    }

    private static void common(List<Rule> rules, MessageKind kind, ObjectNode base) {
        identity(rules, kind, base);
        rules.add(new Rule(kind, base, "timestamp", times(), with(noTimes(), "null", ABSENT)));
    }

    private static void identity(List<Rule> rules, MessageKind kind, ObjectNode base) {
        rules.add(new Rule(
                kind,
                base,
                "station_id",
                list("\"S-1\""),
                list("null \"\" \"S-1-\" \"-S-1\" \"S/1\" \"é\"" + NO_TEXT, "\"S 1\"", LONG_65, ABSENT)));
    }

    private static Rule choice(MessageKind kind, ObjectNode base, String member, String names) {
        List<String> good =
                Stream.of(names.split(" ", -1)).map(name -> "\"" + name + "\"").toList();
        List<String> bad = new ArrayList<>(list("null \"\" \"other\"" + NO_TEXT, ABSENT));
        good.forEach(name -> bad.add(name.toUpperCase(java.util.Locale.ROOT)));
        return new Rule(kind, base, member, good, bad);
    }

    private static Rule label(MessageKind kind, ObjectNode base, String member) {
        return new Rule(kind, base, member, list("\"!~\"", LONG_64), with(noLabels(), "null", ABSENT));
    }

    private static Rule optionalLabel(MessageKind kind, ObjectNode base, String member) {
        return new Rule(kind, base, member, optional(list("\"x\"", LONG_64)), noLabels());
    }

    private static List<String> noLabels() {
        return list("\"\" \"é\" \"x\\ny\" \"\\u007f\"" + NO_TEXT, "\"a b\"", LONG_65);
    }

    private static Rule vehicle(ObjectNode base) {
        return new Rule(
                EVENTS,
                base,
                "vehicle",
                optional(List.of("\"v\"", "\"é 12\"", "\"" + "𝄞".repeat(64) + "\"", LONG_64)),
                list("\"\" \"a\\u0000\"" + NO_TEXT, LONG_65));
    }

    private static Rule prose(MessageKind kind, ObjectNode base, String member) {
        return new Rule(
                kind,
                base,
                member,
                optional(List.of("\"\"", "\"two\\nlines\"", "\"" + "𝄞".repeat(256) + "\"")),
                list("\"\\u0000\"" + NO_TEXT, "\"" + "x".repeat(257) + "\""));
    }

    private static Rule percent(MessageKind kind, ObjectNode base, String member) {
        return new Rule(kind, base, member, optional(list("0 100 0.5")), list("-0.1 100.1" + NO_NUMBER));
    }

    private static Rule power(MessageKind kind, ObjectNode base, String member) {
        return new Rule(kind, base, member, optional(list("-100000 100000")), list("-100000.1 100000.1" + NO_NUMBER));
    }

    private static Rule register(MessageKind kind, ObjectNode base, String member) {
        return new Rule(
                kind, base, member, optional(list("0 1000000000000")), list("-0.1 1000000000000.1 1e999" + NO_NUMBER));
    }

    private static List<String> times() {
        return List.of(
                "\"2026-01-31T08:00:00Z\"", "\"2026-01-31T08:00:00.123456789+05:45\"", "\"2024-02-29T00:00:00+00:00\"");
    }

    private static List<String> noTimes() {
        return list("5 true {} \"\" \"2026-01-31\" \"2026-01-31T08:00:00\" \"2026-02-29T08:00:00Z\""
                + " \"2026-01-31T08:00:00.Z\" \"2026-01-31T24:00:00Z\" \"2026-12-31T23:59:60Z\"");
    }

    private static String manySlots(int count) {
        StringBuilder slots = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            slots.append(i == 0 ? "" : ",").append("{\"slot_id\":\"").append(i).append("\",\"state\":\"empty\"}");
        }
        return slots.append(']').toString();
    }

    /** Values as they stand between spaces, and more. */
    private static List<String> list(String values, String... more) {
        return with(
                Stream.of(values.split(" ", -1))
                        .filter(value -> !value.isEmpty())
                        .toList(),
                more);
    }

    private static List<String> optional(List<String> values) {
        return with(values, "null", ABSENT);
    }

    private static List<String> with(List<String> values, String... more) {
        List<String> all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return all;
    }
}
