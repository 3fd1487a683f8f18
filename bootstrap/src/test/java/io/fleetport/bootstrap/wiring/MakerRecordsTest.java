package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.in.AdmitVehicles.Verdict;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.tesla.record.KinesisRecords;
import io.fleetport.tesla.record.TeslaRecords;
import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.PayloadWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class MakerRecordsTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final String VIN = "5YJ3E1EA7JF000001";
    private static final String OTHER_VIN = "5YJ3E1EA7JF000002";
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final VehicleId CAR = pseudonym(VIN);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aRecordInTheProtobufFormIsAReadingOfThePseudonym() {
        byte[] record = new PayloadWriter().vin(VIN).createdAt(NOON).toBytes();
        Delivery delivery = read(TeslaRecords.Form.PROTOBUF, VIN, record);
        assertThat(delivery.subject()).isEqualTo(new VehicleKey(ACME, CAR));
        assertThat(delivery.content()).isEqualTo(new Delivery.Said(NOON, List.of()));
        assertThat(delivery.receivedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(new String(delivery.raw(), StandardCharsets.ISO_8859_1))
                .hasSize(record.length)
                .doesNotContain(VIN);
        assertThat(new String(record, StandardCharsets.ISO_8859_1)).contains(VIN);
    }

    @Test
    void soIsOneInTheDecodedForm() {
        Delivery delivery = read(TeslaRecords.Form.JSON, VIN, json(VIN));
        assertThat(delivery.content()).isInstanceOfSatisfying(Delivery.Said.class, said -> {
            assertThat(said.observedAt()).isEqualTo(NOON);
            assertThat(said.signals())
                    .hasSize(1)
                    .first()
                    .isInstanceOfSatisfying(Signal.Quantity.class, speed -> assertThat(speed.name())
                            .isEqualTo(Signals.SPEED));
        });
        assertThat(new String(delivery.raw(), StandardCharsets.UTF_8)).doesNotContain(VIN);
    }

    @Test
    void aRecordThatNamesAnotherVehicleThanItsKeyIsADeadLetter() {
        Delivery delivery = read(TeslaRecords.Form.JSON, VIN, json(OTHER_VIN));
        assertThat(delivery.subject()).isEqualTo(new VehicleKey(ACME, CAR));
        assertThat(delivery.content())
                .isInstanceOfSatisfying(Delivery.Unusable.class, unusable -> assertThat(unusable.reason())
                        .isEqualTo(DeadLetterReason.WRONG_IDENTITY));
    }

    @Test
    void soIsWhatIsNoRecord() {
        Delivery delivery = read(TeslaRecords.Form.JSON, VIN, "no JSON".getBytes(StandardCharsets.UTF_8));
        assertThat(delivery.content()).isEqualTo(new Delivery.Unusable(DeadLetterReason.UNDECODABLE, "not JSON"));
    }

    @Test
    void ofAVehicleThatIsNotAdmittedNothingIsKeptButItIsCounted() {
        assertThat(records(TeslaRecords.Form.JSON).read(entry(OTHER_VIN, json(OTHER_VIN))))
                .isEmpty();
        assertThat(meters.get("fleetport.maker.refused")
                        .tag("verdict", "unclaimed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aKeyThatIsNoVinIsNobodys() {
        MakerRecords records = records(TeslaRecords.Form.JSON);
        assertThatThrownBy(() -> records.read(entry("device-1", json(VIN))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(VIN);
    }

    private Delivery read(TeslaRecords.Form form, String key, byte[] record) {
        List<Delivery> deliveries = records(form).read(entry(key, record));
        assertThat(deliveries).hasSize(1);
        return deliveries.getFirst();
    }

    private MakerRecords records(TeslaRecords.Form form) {
        return new MakerRecords(
                new KinesisRecords(new TeslaRecords(ZoneOffset.UTC)),
                Envelope.TOPIC_VALUES,
                new MakerStreams(ACME, form, Map.of()),
                (organization, scheme, name) -> pseudonym(name),
                (organization, vin) -> vin.equals(VIN) ? Verdict.ADMITTED : Verdict.UNCLAIMED,
                meters);
    }

    private static StreamReader.Entry entry(String key, byte[] bytes) {
        return new StreamReader.Entry("1/0", key, NOON.plusSeconds(1), bytes);
    }

    private static byte[] json(String vin) {
        return ("{\"data\":[{\"key\":\"VehicleSpeed\",\"value\":{\"doubleValue\":61.5}}],\"createdAt\":\"" + NOON
                        + "\",\"vin\":\"" + vin + "\",\"isResend\":false}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static VehicleId pseudonym(String vin) {
        return new VehicleId(UUID.nameUUIDFromBytes(vin.getBytes(StandardCharsets.UTF_8)));
    }
}
