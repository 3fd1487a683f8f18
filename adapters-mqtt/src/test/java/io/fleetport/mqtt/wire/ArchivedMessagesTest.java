package io.fleetport.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.vehicle.VinMask;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationMessage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArchivedMessagesTest {

    private final ArchivedMessages archived = new ArchivedMessages(new StationDecoder(64 << 10, Decoding.PSEUDONYMS));

    @Test
    void everyKindIsUnderstoodWithoutItsTopic() {
        same(MessageKind.TELEMETRY, Said.telemetry());
        same(MessageKind.SLOTS, Said.slots());
        same(MessageKind.STATUS, Said.status());
        same(MessageKind.RESULTS, Said.result());
        Said.EVENT_TYPES.forEach(type -> same(MessageKind.EVENTS, Said.event(type)));
    }

    @Test
    void whatSaysMoreThanItsKindAsksForIsStillOfThatKind() {
        same(MessageKind.TELEMETRY, Said.telemetry().put("online", true));
        same(MessageKind.EVENTS, Said.event("fault_raised").put("online", false));
    }

    @Test
    void whomAMaskedVinMeantIsNotKnown() {
        ObjectNode started = Said.event("session_started").put("vehicle", "5YJ3E1EA0PF000001");
        byte[] kept = VinMask.mask(started.toString().getBytes(StandardCharsets.UTF_8));

        Delivery.Content content = archived.decode(Decoding.S1, kept, Decoding.RECEIVED);

        assertThat(new String(kept, StandardCharsets.UTF_8)).contains("*".repeat(VinMask.VIN_LENGTH));
        assertThat(content).isInstanceOfSatisfying(Delivery.StationSaid.class, said -> assertThat(said.message())
                .isInstanceOfSatisfying(StationMessage.Happened.class, happened -> assertThat(happened.event())
                        .isInstanceOfSatisfying(StationEvent.SessionStarted.class, event -> assertThat(event.vehicle())
                                .isNull())));
    }

    @Test
    void whatIsOfNoKindIsUndecodable() {
        assertThat(archived.decode(
                        Decoding.S1, "{\"station_id\":\"S-1\"}".getBytes(StandardCharsets.UTF_8), Decoding.RECEIVED))
                .isInstanceOfSatisfying(Delivery.Unusable.class, unusable -> assertThat(unusable.reason())
                        .isEqualTo(DeadLetterReason.UNDECODABLE));
    }

    private void same(MessageKind kind, ObjectNode said) {
        byte[] raw = said.toString().getBytes(StandardCharsets.UTF_8);
        Delivery.Content live = Decoding.content(kind, raw);

        assertThat(live).isInstanceOf(Delivery.StationSaid.class);
        assertThat(archived.decode(Decoding.S1, VinMask.mask(raw), Decoding.RECEIVED))
                .isEqualTo(live);
    }
}
