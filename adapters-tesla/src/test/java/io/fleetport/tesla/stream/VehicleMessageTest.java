package io.fleetport.tesla.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.tesla.Vectors;
import io.fleetport.tesla.identity.Identity;
import io.fleetport.tesla.identity.VinMask;
import io.fleetport.tesla.record.ArchivedRecords;
import io.fleetport.tesla.record.TeslaRecords;
import io.fleetport.tesla.wire.EnvelopeWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VehicleMessageTest {

    private static final Instant NOW = Instant.parse("2026-09-01T12:00:00Z");
    private static final Identity VEHICLE = new Identity("vehicle_device", Vectors.VIN);

    /** Accepted by the reference server under the certificate's name; refused here because they name another vehicle. */
    private static final Set<String> REFUSED_HERE = Set.of("v_vin_spoofed", "v_sender_spoofed");

    private final Inbound inbound = new Inbound(
            TeslaStreamSettings.defaults(),
            new HeldIntake(),
            new TeslaRecords(ZoneOffset.UTC),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new StreamMetrics(new SimpleMeterRegistry()));

    static Stream<JsonNode> cases() {
        return Vectors.list("inbound_cases", "cases")
                .filter(vector -> vector.has("in_hex") && vector.get("replies").size() > 0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMessageIsAnsweredAsByTheReferenceServerExceptWhereItIsDocumented(JsonNode vector) {
        String name = vector.get("name").asText();

        VehicleMessage message =
                VehicleMessage.of(Vectors.hex(vector.get("in_hex").asText()), VEHICLE, false, NOW, inbound);

        byte[] reply = message.topic() == null
                ? EnvelopeWriter.refusal(message.txid())
                : EnvelopeWriter.acknowledgement(message.txid(), message.topic());
        byte[] theirs =
                Vectors.hex(vector.get("replies").get(0).get("frame_hex").asText());
        assertThat(reply).isEqualTo(REFUSED_HERE.contains(name) ? EnvelopeWriter.refusal(message.txid()) : theirs);
        boolean reading = vector.get("outcome").asText().equals("dispatched")
                && !REFUSED_HERE.contains(name)
                && !name.startsWith("custom")
                && !name.startsWith("connectivity");
        assertThat(message.content()).isInstanceOf(reading ? Delivery.Said.class : Delivery.Unusable.class);
        assertThat(message.content().toString()).doesNotContain(Vectors.VIN);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outOfTheArchiveAMessageIsUnderstoodAsItWasWhenItCame(JsonNode vector) {
        byte[] bytes = Vectors.hex(vector.get("in_hex").asText());
        Delivery.Content live =
                VehicleMessage.of(bytes.clone(), VEHICLE, false, NOW, inbound).content();
        byte[] kept = io.fleetport.application.vehicle.VinMask.mask(VinMask.mask(bytes));

        Delivery.Content archived = new ArchivedRecords(new TeslaRecords(ZoneOffset.UTC)).decode(kept, false, NOW);

        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(Vectors.VIN);
        if (live instanceof Delivery.Said) {
            assertThat(archived).isEqualTo(live);
        }
    }
}
