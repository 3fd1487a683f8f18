package io.fleetport.tesla.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.tesla.Vectors;
import io.fleetport.tesla.wire.EnvelopeReader;
import io.fleetport.tesla.wire.MalformedEnvelope;
import io.fleetport.tesla.wire.PayloadWriter;
import io.fleetport.tesla.wire.TeslaField;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordVectorsTest {

    private final TeslaRecords records = new TeslaRecords(ZoneOffset.UTC);

    static Stream<JsonNode> values() {
        return Vectors.list("values", "values");
    }

    static Stream<JsonNode> shapes() {
        return Vectors.list("dispatch_shapes", "records");
    }

    static Stream<JsonNode> newFields() {
        return Vectors.list("new_fields_2026", "values");
    }

    static Stream<JsonNode> malformed() {
        return Vectors.list("inbound_cases", "cases").filter(node -> List.of("v_bad_protobuf", "v_bad_utf8")
                .contains(node.get("name").asText()));
    }

    static Stream<JsonNode> decodedCases() {
        return Vectors.list("inbound_cases", "cases")
                .filter(node ->
                        node.has("record_json") && !node.get("name").asText().startsWith("custom"));
    }

    static Stream<JsonNode> locations() {
        return Vectors.list("transforms", "location_strings");
    }

    static Stream<JsonNode> scientific() {
        return Vectors.list("transforms", "scientific_strings");
    }

    static Stream<JsonNode> alertTimes() {
        return Vectors.list("transforms", "alert_timestamps");
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueMeansTheSameInBothForms(JsonNode vector) throws MalformedRecord {
        Decoded protobuf =
                records.decode("V", Vectors.hex(vector.get("payload_hex").asText()), false);
        Decoded json = records.decodeJson("V", Vectors.json(vector.get("payload_json")), false);

        assertThat(protobuf.signals()).hasSize(1).isEqualTo(json.signals());
        assertThat(protobuf.signals().getFirst()).isNotInstanceOf(Signal.Unrecognised.class);
        assertThat(protobuf).isEqualTo(json);
        assertThat(protobuf.vin()).isEqualTo(Vectors.VIN);
        assertThat(protobuf.createdAt()).isEqualTo("2023-11-14T22:13:20.250Z");
        assertThat(protobuf.signals().getFirst().name().key())
                .isEqualTo(TeslaField.get(vector.get("field").asText()).key());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void recordsOfEveryTopicMeanTheSameInBothForms(JsonNode vector) throws MalformedRecord {
        String topic = vector.get("topic").asText();

        Decoded protobuf =
                records.decode(topic, Vectors.hex(vector.get("payload_hex").asText()), false);

        assertThat(protobuf.signals()).isNotEmpty();
        assertThat(protobuf).isEqualTo(records.decodeJson(topic, Vectors.json(vector.get("json")), false));
        assertThat(protobuf.vin()).isEqualTo(Vectors.VIN);
    }

    @ParameterizedTest
    @MethodSource("newFields")
    void fieldsOf2026AreKnown(JsonNode vector) throws MalformedRecord {
        Decoded decoded =
                records.decode("V", Vectors.hex(vector.get("payload_hex").asText()), false);

        assertThat(decoded.signals()).hasSize(1);
        Signal signal = decoded.signals().getFirst();
        assertThat(signal).isInstanceOfAny(Signal.Quantity.class, Signal.Flag.class, Signal.Option.class);
        assertThat(signal.name().key())
                .isEqualTo(TeslaField.get(vector.get("field").asText()).key());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void brokenPayloadsAreRefusedAsAWhole(JsonNode vector) throws MalformedEnvelope {
        byte[] payload =
                EnvelopeReader.read(Vectors.hex(vector.get("in_hex").asText())).payload();

        assertThatThrownBy(() -> records.decode("V", payload, false)).isInstanceOf(MalformedRecord.class);
    }

    @ParameterizedTest
    @MethodSource("decodedCases")
    void whatTheReferenceServerMakesOfAMessageMeansTheSameAsTheMessage(JsonNode vector)
            throws MalformedEnvelope, MalformedRecord {
        var envelope = EnvelopeReader.read(Vectors.hex(vector.get("in_hex").asText()));
        Decoded ours = records.decode(envelope.topic(), envelope.payload(), false);

        Decoded theirs = records.decodeJson(envelope.topic(), Vectors.json(vector.get("record_json")), false);

        assertThat(theirs.createdAt()).isEqualTo(ours.createdAt());
        assertThat(theirs.resend()).isEqualTo(ours.resend());
        if (vector.get("name").asText().equals("v_unknown_numbers_decoded")) {
            // The bytes of what nobody knows differ between the forms; its names do not.
            assertThat(names(theirs)).isEqualTo(names(ours)).containsExactly("tesla_field_9999", "gear", "soc");
            assertThat(ours.signals().get(0)).isEqualTo(unrecognised(ours, 0, "1007"));
            assertThat(ours.signals().get(2)).isEqualTo(unrecognised(ours, 2, "a00601"));
        } else {
            assertThat(theirs.signals()).isEqualTo(ours.signals());
        }
    }

    @ParameterizedTest
    @MethodSource("locations")
    void placesAsTextAreReadAsTheReferenceServerDoes(JsonNode vector) throws MalformedRecord {
        Signal signal = only(new PayloadWriter()
                .stringValue(
                        TeslaField.get("Location").number(), vector.get("in").asText()));

        boolean onEarth = vector.get("ok").asBoolean()
                && Math.abs(vector.get("latitude").asDouble()) <= 90
                && Math.abs(vector.get("longitude").asDouble()) <= 180;
        if (onEarth) {
            assertThat(signal).isInstanceOfSatisfying(Signal.Place.class, place -> {
                assertThat(place.position().latitude())
                        .isEqualTo(vector.get("latitude").asDouble());
                assertThat(place.position().longitude())
                        .isEqualTo(vector.get("longitude").asDouble());
            });
        } else {
            assertThat(signal).isInstanceOf(Signal.Unrecognised.class);
        }
        assertThat(signal.name().key()).isEqualTo("position");
    }

    @ParameterizedTest
    @MethodSource("scientific")
    void scientificNumbersAreReadAtLeastAsWellAsTheReferenceServerDoes(JsonNode vector) throws MalformedRecord {
        Signal signal = only(new PayloadWriter()
                .stringValue(
                        TeslaField.get("PackVoltage").number(), vector.get("in").asText()));

        if (vector.get("changed").asBoolean()) {
            double theirs = Double.parseDouble(vector.get("out").asText());
            // They go through 32-bit floats with five decimals; we do not.
            assertThat(((Signal.Quantity) signal).value())
                    .isCloseTo(theirs, within(0.000_01 + Math.abs(theirs) * 1e-7));
        } else if (signal instanceof Signal.Quantity quantity) {
            assertThat(quantity.value())
                    .isEqualTo(Double.parseDouble(vector.get("in").asText()));
        } else {
            assertThat(vector.get("in").asText()).isIn("1.5e", "1.5e1e1", "1.5e400", "NaN", "1.5e1x");
        }
    }

    @ParameterizedTest
    @MethodSource("alertTimes")
    void alertTimesInMillisecondsBecomeSeconds(JsonNode vector) {
        Instant at = Timestamps.ofAlert(
                vector.get("in_seconds").asLong(), vector.get("in_nanos").asInt());

        Instant theirs = Instant.ofEpochSecond(
                vector.get("out_seconds").asLong(), vector.get("out_nanos").asLong());
        // Beyond the year 9999 there is no protobuf time any more.
        Instant greatest = Instant.parse("9999-12-31T23:59:59Z");
        assertThat(at).isEqualTo(theirs.isAfter(greatest.plusSeconds(1)) ? greatest : theirs);
    }

    private Signal only(PayloadWriter payload) throws MalformedRecord {
        List<Signal> signals = records.decode("V", payload.toBytes(), false).signals();
        assertThat(signals).hasSize(1);
        return signals.getFirst();
    }

    private static List<String> names(Decoded decoded) {
        return decoded.signals().stream().map(signal -> signal.name().key()).toList();
    }

    private static Signal unrecognised(Decoded decoded, int place, String hex) {
        return new Signal.Unrecognised(decoded.signals().get(place).name(), Vectors.hex(hex));
    }
}
