package io.fleetport.tesla.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.tesla.Vectors;
import io.fleetport.tesla.identity.VinMask;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchivedRecordsTest {

    private static final Instant NOW = Instant.parse("2026-09-01T12:00:00Z");

    private final TeslaRecords records = new TeslaRecords(ZoneOffset.UTC);
    private final ArchivedRecords archived = new ArchivedRecords(records);

    static Stream<JsonNode> shapes() {
        return Vectors.list("dispatch_shapes", "records");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aRecordOffAStreamTellsItsTopicInEitherForm(JsonNode vector) throws MalformedRecord {
        byte[] protobuf = Vectors.hex(vector.get("payload_hex").asText());
        Decoded live = records.decode(vector.get("topic").asText(), protobuf, false);
        Delivery.Content said = new Delivery.Said(live.createdAt() == null ? NOW : live.createdAt(), live.signals());

        assertThat(live.signals()).isNotEmpty();
        assertThat(archived.decode(VinMask.mask(protobuf), false, NOW)).isEqualTo(said);
        assertThat(archived.decode(VinMask.mask(Vectors.json(vector.get("json"))), false, NOW))
                .isEqualTo(said);
    }

    @Test
    void whatIsNoRecordIsUndecodable() {
        for (String raw :
                List.of("", "x", "{}", "{\"data\":7}", "{\"vin\":", "[1,2]", "\u0000\u0000\u0000\u0000\u0000")) {
            assertThat(archived.decode(raw.getBytes(StandardCharsets.UTF_8), false, NOW))
                    .as(raw)
                    .isInstanceOfSatisfying(Delivery.Unusable.class, unusable -> assertThat(unusable.reason())
                            .isEqualTo(DeadLetterReason.UNDECODABLE));
        }
    }
}
