package io.fleetport.tesla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.tesla.Vectors;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadWriterTest {

    private final PayloadWriter writer = new PayloadWriter();

    static Stream<JsonNode> values() {
        return Vectors.list("values", "values")
                .filter(node -> !node.get("value_json").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyKindOfValueIsWrittenAsVehiclesDo(JsonNode vector) {
        int field = TeslaField.get(vector.get("field").asText()).number();
        String member = vector.get("value_json").fieldNames().next();
        JsonNode value = vector.get("value_json").get(member);
        switch (member) {
            case "stringValue" -> writer.stringValue(field, value.asText());
            case "intValue" -> writer.intValue(field, value.asInt());
            case "longValue" -> writer.longValue(field, value.asLong());
            case "floatValue" -> writer.floatValue(field, (float) value.asDouble());
            case "doubleValue" -> writer.doubleValue(field, value.asDouble());
            case "booleanValue" -> writer.booleanValue(field, value.asBoolean());
            case "invalid" -> writer.invalid(field);
            case "locationValue" ->
                writer.locationValue(
                        field,
                        value.get("latitude").asDouble(),
                        value.get("longitude").asDouble());
            case "doorValue", "tireLocationValue", "timeValue" -> {
                return; // no vehicle of ours says these
            }
            default -> writeOption(field, member, value);
        }
        writer.createdAt(Instant.parse("2023-11-14T22:13:20.250Z")).vin(Vectors.VIN);

        assertThat(writer.toBytes())
                .isEqualTo(Vectors.hex(vector.get("payload_hex").asText()));
    }

    @Test
    void aReusedWriterStartsOver() {
        writer.doubleValue(4, 1).resend(true);

        assertThat(writer.reset().vin("X").resend(true).toBytes()).isEqualTo(Vectors.hex("1a01582001"));
    }

    @Test
    void thereAreAll272FieldsAndTheirSetsOfOptions() {
        assertThat(TeslaField.all()).hasSize(272);
        assertThat(TeslaField.find(272)).isNull();
        assertThat(TeslaField.find(-1)).isNull();
        assertThat(TeslaField.get("Gear").options().numberOf("ShiftStateD")).isEqualTo(5);
        assertThat(TeslaField.get("Gear").options().numberOf("D")).isEqualTo(5);
        assertThat(TeslaField.get("Gear").options().numberOf("L")).isEqualTo(-1);
        assertThat(TeslaOptions.all()).hasSize(43);
    }

    private void writeOption(int field, String member, JsonNode value) {
        TeslaOptions options = TeslaOptions.all().stream()
                .filter(set -> set.memberName().replace("_", "").equalsIgnoreCase(member))
                .findAny()
                .orElseThrow();
        if (value.isInt()) {
            writer.enumValue(field, options.valueMember(), value.asInt());
        } else {
            writer.optionValue(field, options, value.asText());
        }
    }
}
