package io.fleetport.mqtt.wire;

import static io.fleetport.mqtt.wire.Decoding.message;
import static io.fleetport.mqtt.wire.Decoding.refusal;
import static io.fleetport.mqtt.wire.Decoding.vehicle;
import static io.fleetport.mqtt.wire.Decoding.wrong;
import static io.fleetport.mqtt.wire.MessageKind.EVENTS;
import static io.fleetport.mqtt.wire.MessageKind.RESULTS;
import static io.fleetport.mqtt.wire.MessageKind.SLOTS;
import static io.fleetport.mqtt.wire.MessageKind.STATUS;
import static io.fleetport.mqtt.wire.MessageKind.TELEMETRY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.application.encoding.Fingerprint;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.FaultId;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationStatus;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StationDecoderTest {

    private static final Instant EIGHT = Instant.parse("2026-01-31T08:00:00Z");
    private static final EventStamp STAMP = new EventStamp("e-1042", 7, 1042, EIGHT.plusSeconds(5));
    private static final String VIN = "5YJ3E1EA0PF000001";
    private static final VehicleId VAN = vehicle(Decoding.S1.organization(), "http", "van 12");

    @Test
    void telemetryIsReadInUnitsOfTheSi() {
        StationReport report = report(Said.telemetry().toString());

        assertThat(report)
                .isEqualTo(new StationReport(
                        EIGHT,
                        report.fingerprint(),
                        StationStatus.OPERATIONAL,
                        8,
                        4,
                        21.5,
                        40.0,
                        2,
                        1,
                        12_500.0,
                        1234.5 * 3.6e6,
                        new Position(52.1, 5.2),
                        "1.4.2"));
        assertThat(report.fingerprint()).isEqualTo(Fingerprint.of(report));
    }

    @Test
    void whatAStationCannotTellIsNotKnown() {
        StationReport report = report("""
                {"station_id": "S-1", "battery_available": 0, "battery_charging": 0, "temperature": null,
                 "humidity": null, "status": "offline", "timestamp": "2026-01-31T08:00:00Z", "power_kw": null,
                 "latitude": null, "longitude": null}""");

        assertThat(report)
                .isEqualTo(new StationReport(
                        EIGHT,
                        report.fingerprint(),
                        StationStatus.OFFLINE,
                        0,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void theOrderOfMembersDoesNotChangeTheFingerprint() {
        ObjectNode said = Said.telemetry();
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(said.properties());
        long fingerprint = report(said.toString()).fingerprint();
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(members, new Random(i));
            ObjectNode shuffled = Schemas.JSON.createObjectNode();
            members.forEach(member -> shuffled.set(member.getKey(), member.getValue()));

            assertThat(report(shuffled.toString()).fingerprint()).isEqualTo(fingerprint);
        }
        assertThat(report(said.put("battery_available", 9).toString()).fingerprint())
                .isNotEqualTo(fingerprint);
    }

    @Test
    void everyStateOfASlotIsRead() {
        StationMessage message = message(SLOTS, """
                {"station_id": "S-1", "timestamp": "2026-01-31T08:00:00Z", "slots": [
                  {"slot_id": "1", "state": "charging", "pack_id": "P-17", "soc_percent": 63.5, "health_percent": 96,
                   "temperature_c": 31.0},
                  {"slot_id": "2", "state": "empty", "pack_id": null, "soc_percent": 5},
                  {"slot_id": "3", "state": "ready", "pack_id": "P-18"},
                  {"slot_id": "4", "state": "reserved", "pack_id": "P-19"},
                  {"slot_id": "5", "state": "locked"},
                  {"slot_id": "6", "state": "faulted", "pack_id": "P-20", "soc_percent": 1}]}""");

        assertThat(message)
                .isEqualTo(new StationMessage.SlotsSeen(
                        EIGHT,
                        List.of(
                                slot(
                                        "1",
                                        holding("P-17", SlotContent.Use.CHARGING, new PackCondition(63.5, 96.0, 31.0))),
                                slot("2", SlotContent.EMPTY),
                                slot("3", holding("P-18", SlotContent.Use.READY, PackCondition.UNKNOWN)),
                                slot("4", holding("P-19", SlotContent.Use.RESERVED, PackCondition.UNKNOWN)),
                                slot(
                                        "5",
                                        new SlotContent.Closed(SlotContent.Cause.LOCKED, null, PackCondition.UNKNOWN)),
                                slot(
                                        "6",
                                        new SlotContent.Closed(
                                                SlotContent.Cause.FAULTED,
                                                new PackId("P-20"),
                                                PackCondition.ofSoc(1.0))))));
    }

    @Test
    void everyTypeOfEventIsRead() {
        PackTransfer third = new PackTransfer(new PackId("P-03"), new SlotId("2"), 12.0);
        PackTransfer seventeenth = new PackTransfer(new PackId("P-17"), new SlotId("1"), 97.0);
        SwapId swap = new SwapId("w-77");
        SessionId session = new SessionId("c-5");

        assertThat(Said.EVENT_TYPES.stream().map(type -> event(Said.event(type).toString())))
                .containsExactly(
                        new StationEvent.SwapStarted(STAMP, swap, VAN),
                        new StationEvent.SwapCompleted(STAMP, swap, VAN, third, seventeenth),
                        new StationEvent.SwapAborted(STAMP, swap, "no pack"),
                        new StationEvent.PackIn(STAMP, third, VAN, swap),
                        new StationEvent.PackOut(STAMP, third, VAN, swap),
                        new StationEvent.SessionStarted(
                                STAMP, session, new ConnectorId("A"), VAN, 100.5 * 3.6e6, 20.0, 150_000.0),
                        new StationEvent.SessionMetered(STAMP, session, 110.5 * 3.6e6, 42_500.0, 30.0),
                        new StationEvent.SessionEnded(
                                STAMP, session, 120.5 * 3.6e6, 20 * 3.6e6, 80.0, 60_000.0, "unplugged"),
                        new StationEvent.FaultRaised(
                                STAMP, new FaultId("f-1"), new SlotId("2"), new ConnectorId("A"), "door stuck"),
                        new StationEvent.FaultCleared(STAMP, new FaultId("f-1")));
    }

    @Test
    void optionalMembersOfEventsMayBeAbsent() {
        assertThat(event(stamped("\"type\": \"swap_started\", \"swap_id\": \"w-77\"")))
                .isEqualTo(new StationEvent.SwapStarted(new EventStamp("e-1", 0, 1, EIGHT), new SwapId("w-77"), null));
        assertThat(event(stamped("\"type\": \"session_ended\", \"session_id\": \"c-5\"")))
                .isEqualTo(new StationEvent.SessionEnded(
                        new EventStamp("e-1", 0, 1, EIGHT), new SessionId("c-5"), null, null, null, null, null));
    }

    @Test
    void membersOfAnotherTypeOfEventAreIgnored() {
        assertThat(event(stamped("\"type\": \"fault_cleared\", \"fault_id\": \"f-1\", \"reason\": 5, \"reason\": {}")))
                .isEqualTo(new StationEvent.FaultCleared(new EventStamp("e-1", 0, 1, EIGHT), new FaultId("f-1")));
    }

    @Test
    void aVinMeansTheVehicleThatProvesToHaveIt() {
        for (String name : List.of(VIN, VIN.toLowerCase(java.util.Locale.ROOT), "\\u0035YJ3E1EA0PF000001")) {
            StationEvent event =
                    event(stamped("\"type\": \"swap_started\", \"swap_id\": \"w-77\", \"vehicle\": \"" + name + "\""));

            assertThat(((StationEvent.SwapStarted) event).vehicle())
                    .isEqualTo(vehicle(Decoding.S1.organization(), "vin", VIN));
        }
    }

    @Test
    void aVinInTextForPeopleIsBlottedOut() {
        StationEvent event = event(
                stamped("\"type\": \"fault_raised\", \"fault_id\": \"f-1\", \"detail\": \"stuck under " + VIN + "\""));

        assertThat(((StationEvent.FaultRaised) event).detail()).isEqualTo("stuck under *****************");
    }

    @Test
    void presenceIsAsOfReceiptWhateverItSays() {
        assertThat(message(STATUS, "{\"station_id\": \"S-1\", \"online\": false}"))
                .isEqualTo(new StationMessage.Presence(Instant.parse("2026-01-31T08:00:09.123456Z"), false));
        assertThat(message(STATUS, Said.status().toString()))
                .isEqualTo(new StationMessage.Presence(Instant.parse("2026-01-31T08:00:09.123456Z"), true));
    }

    @Test
    void anAnswerIsRead() {
        assertThat(message(RESULTS, Said.result().toString()))
                .isEqualTo(new StationMessage.Answered(
                        EIGHT.plusSeconds(2),
                        UUID.fromString("0198c2f4-5b6a-7c8d-9e0f-112233445566"),
                        StationMessage.Answer.COMPLETED,
                        "done"));
    }

    @Test
    void anotherStationsMessageIsNotTaken() {
        Delivery.Unusable refusal =
                refusal(TELEMETRY, Said.telemetry().put("station_id", "S-2").toString());

        assertThat(refusal)
                .isEqualTo(new Delivery.Unusable(
                        DeadLetterReason.WRONG_IDENTITY,
                        "station_id is \"S-2\", which is not the station of the topic"));
    }

    @Test
    void anotherStationsMessageIsNotTakenWhateverElseIsWrongWithIt() {
        assertThat(refusal(TELEMETRY, "{\"station_id\": \"S-2\", \"battery_available\": -3}")
                        .reason())
                .isEqualTo(DeadLetterReason.WRONG_IDENTITY);
    }

    @Test
    void aMessageOverTheLimitIsTooLarge() {
        StationDecoder narrow = new StationDecoder(300, Decoding.PSEUDONYMS);
        byte[] fits = padded(300);
        byte[] exceeds = padded(301);

        assertThat(narrow.decode(STATUS, Decoding.S1, fits, EIGHT)).isInstanceOf(Delivery.StationSaid.class);
        assertThat(narrow.decode(STATUS, Decoding.S1, exceeds, EIGHT))
                .isEqualTo(new Delivery.Unusable(
                        DeadLetterReason.TOO_LARGE, "the message has 301 bytes, at most 300 are taken"));
    }

    @Test
    void theDetailNamesTheMemberAndWhatIsWrongWithIt() {
        assertThat(wrong(
                        TELEMETRY, Said.telemetry().put("battery_available", -3).toString()))
                .isEqualTo("battery_available must be a whole number within 0..10000 but is -3");
        assertThat(wrong(TELEMETRY, Said.telemetry().put("status", "fine").toString()))
                .isEqualTo("status must be one of operational, degraded, maintenance, offline but is \"fine\"");
        assertThat(wrong(TELEMETRY, Said.telemetry().without("temperature").toString()))
                .isEqualTo("temperature is missing: it must be a number within -90..100");
        assertThat(wrong(SLOTS, Said.slots().toString().replace("63.5", "\"full\"")))
                .isEqualTo("slots[0].soc_percent must be a number within 0..100 but is \"full\"");
        assertThat(wrong(EVENTS, Said.event("swap_completed").toString().replace("\"P-03\"", "[]")))
                .isEqualTo("returned.pack_id must be a text of 1 to 64 printable ASCII characters without spaces"
                        + " but is an array");
        assertThat(wrong(STATUS, "{\"station_id\": \"S-1\", \"online\": null}"))
                .isEqualTo("online must be true or false but is null");
    }

    @Test
    void theDetailShowsNeitherAVinNorMuchOfAValueNorWhatIsNotToBePrinted() {
        assertThat(wrong(TELEMETRY, Said.telemetry().put("status", VIN).toString()))
                .endsWith("but is \"*****************\"");
        assertThat(wrong(
                        TELEMETRY,
                        Said.telemetry()
                                .put("status", "x".repeat(60) + " " + VIN)
                                .toString()))
                .endsWith("but is \"" + "x".repeat(60) + " ***…\"");
        assertThat(wrong(
                        TELEMETRY,
                        Said.telemetry()
                                .put("status", "a\u0000b\nc\u202ed\ud800")
                                .toString()))
                .endsWith("but is \"a?b?c?d?\"");
    }

    @Test
    void aMemberThatIsThereTwiceIsRefused() {
        assertThat(wrong(STATUS, "{\"station_id\": \"S-1\", \"online\": true, \"online\": true}"))
                .isEqualTo("online is there twice");
        assertThat(wrong(STATUS, "{\"station_id\": \"S-1\", \"online\": true, \"station_id\": \"S-2\"}"))
                .isEqualTo("station_id is there twice");
    }

    @Test
    void aSlotThatIsThereTwiceIsRefused() {
        assertThat(wrong(SLOTS, Said.slots().toString().replace("\"slot_id\":\"2\"", "\"slot_id\":\"1\"")))
                .isEqualTo("slots[1].slot_id must be another one than those before it but is \"1\"");
    }

    @Test
    void membersWithoutAMeaningAreIgnored() {
        assertThat(message(STATUS, """
                {"x": [[{"station_id": "S-2"}]], "station_id": "S-1", "slots": 5, "online": true, "x": 1, "": {},
                 "temperature": "hot"}""")).isInstanceOf(StationMessage.Presence.class);
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        assertThat(wrong(STATUS, "")).isEqualTo("the message is empty");
        assertThat(wrong(STATUS, "  ")).isEqualTo("the message is empty");
        assertThat(wrong(STATUS, "[]")).isEqualTo("the message must be a JSON object");
        assertThat(wrong(STATUS, "{} {}")).isEqualTo("the message must be one JSON object, but something follows it");
        assertThat(wrong(STATUS, "{\"station_id\": \"S-1\", \"online\": tru}"))
                .startsWith("the message is not JSON: it makes no sense at byte ");
        assertThat(wrong(STATUS, "{\"vehicle\": " + VIN + "}")).doesNotContain(VIN.substring(0, 4));
        assertThat(wrong(STATUS, "{\"station_id\": \"S-1\"")).startsWith("the message is not JSON");
        assertThat(wrong(STATUS, "{\"station_id\": NaN}")).startsWith("the message is not JSON");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        String json = "{\"station_id\": \"S-1\", \"online\": true, \"x\": \"é\"}";

        assertThat(message(STATUS, json)).isInstanceOf(StationMessage.Presence.class);
        assertThat(Decoding.content(STATUS, json.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new Delivery.Unusable(
                        DeadLetterReason.UNDECODABLE, "the message is not UTF-8 text from byte 44 on"));
        assertThat(Decoding.content(STATUS, json.getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(Delivery.Unusable.class);
        assertThat(Decoding.content(STATUS, json.getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(Delivery.Unusable.class);
    }

    @Test
    void whatIsTooDeepOrTooLongIsRefused() {
        String rest = ", \"station_id\": \"S-1\", \"online\": true}";

        assertThat(message(STATUS, "{\"x\": " + "[".repeat(31) + "]".repeat(31) + rest))
                .isInstanceOf(StationMessage.Presence.class);
        assertThat(wrong(STATUS, "{\"x\": " + "[".repeat(32) + "]".repeat(32) + rest))
                .startsWith("a member is too long or nested too deep: at most 32 levels");
        assertThat(wrong(STATUS, "{\"station_id\": \"" + "x".repeat(5_000) + "\"}"))
                .startsWith("station_id is too long or nested too deep");
        assertThat(wrong(STATUS, "{\"" + "x".repeat(300) + "\": 1" + rest))
                .startsWith("a member is too long or nested too deep");
    }

    private static byte[] padded(int length) {
        String json = "{\"station_id\": \"S-1\", \"online\": true}";
        return (json + " ".repeat(length - json.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private static String stamped(String members) {
        return "{\"station_id\": \"S-1\", \"event_id\": \"e-1\", \"sequence\": 1, \"timestamp\": \"2026-01-31T08:00:00Z\", "
                + members + "}";
    }

    private static StationReport report(String json) {
        return ((StationMessage.Reported) message(TELEMETRY, json)).report();
    }

    private static StationEvent event(String json) {
        return ((StationMessage.Happened) message(EVENTS, json)).event();
    }

    private static Slot slot(String id, SlotContent content) {
        return new Slot(new SlotId(id), content, EIGHT);
    }

    private static SlotContent holding(String pack, SlotContent.Use use, PackCondition condition) {
        return new SlotContent.Holding(new PackId(pack), use, condition);
    }
}
