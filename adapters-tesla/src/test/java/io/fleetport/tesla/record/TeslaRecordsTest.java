package io.fleetport.tesla.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import io.fleetport.tesla.Vectors;
import io.fleetport.tesla.wire.PayloadWriter;
import io.fleetport.tesla.wire.TeslaField;
import io.fleetport.tesla.wire.TeslaOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TeslaRecordsTest {

    private final TeslaRecords records = new TeslaRecords(ZoneOffset.UTC);
    private final PayloadWriter writer = new PayloadWriter();

    @Test
    void whatTheDomainReasonsAboutHasItsNamesAndUnits() throws MalformedRecord {
        writer.doubleValue(field("VehicleSpeed"), 60)
                .doubleValue(field("Odometer"), 1000)
                .doubleValue(field("Soc"), 55.5)
                .optionValue(field("Gear"), TeslaOptions.get("ShiftState"), "D")
                .locationValue(field("Location"), 48.137, -11.575)
                .doubleValue(field("GpsHeading"), 270)
                .doubleValue(field("PackVoltage"), 400)
                .doubleValue(field("PackCurrent"), -80)
                .doubleValue(field("EnergyRemaining"), 50)
                .doubleValue(field("NominalFullPackEnergyKwh"), 75)
                .stringValue(field("VehicleName"), "Zoë");

        assertThat(decode())
                .containsExactly(
                        new Signal.Quantity(Signals.SPEED, 60 * 0.44704),
                        new Signal.Quantity(Signals.ODOMETER, 1_609_344),
                        new Signal.Quantity(Signals.STATE_OF_CHARGE, 55.5),
                        new Signal.Option(Signals.GEAR, "D"),
                        new Signal.Place(Signals.POSITION, new Position(48.137, -11.575)),
                        new Signal.Quantity(Signals.HEADING, 270),
                        new Signal.Quantity(Signals.PACK_VOLTAGE, 400),
                        new Signal.Quantity(Signals.PACK_CURRENT, 80),
                        new Signal.Quantity(Signals.ENERGY_REMAINING, 180e6),
                        new Signal.Quantity(Signals.BATTERY_CAPACITY, 270e6),
                        new Signal.Text(Signals.VEHICLE_NAME, "Zoë"));
        assertThat(Signals.SPEED.isPlausible(500)).isFalse();
    }

    @Test
    void oldFirmwareSaysTheSameInWords() throws MalformedRecord {
        writer.stringValue(field("VehicleSpeed"), "6.0e+01")
                .stringValue(field("Locked"), "True")
                .stringValue(field("Gear"), "ShiftStateP")
                .stringValue(field("Location"), "(37.412374 N, 122.145867 W)")
                .stringValue(field("SeatHeaterLeft"), "2")
                .stringValue(field("ScheduledDepartureTime"), "07:05:00")
                .stringValue(field("DoorState"), "DriverFront|TrunkRear")
                .stringValue(field("DriverSeatBelt"), "BuckleStatusLatched");

        assertThat(decode())
                .containsExactly(
                        new Signal.Quantity(Signals.SPEED, 60 * 0.44704),
                        new Signal.Flag(name("locked"), true),
                        new Signal.Option(Signals.GEAR, "P"),
                        new Signal.Place(Signals.POSITION, new Position(37.412374, -122.145867)),
                        new Signal.Count(name("seat_heater_left"), 2),
                        new Signal.TimeOfDay(name("scheduled_departure_time"), LocalTime.of(7, 5)),
                        new Signal.Parts(name("door_state"), List.of("driver_front", "trunk_rear")),
                        new Signal.Flag(name("driver_seat_belt"), true));
    }

    @Test
    void everyFieldCanBeInvalidAndEveryFieldCanBeText() throws MalformedRecord {
        for (TeslaField field : TeslaField.all().subList(1, 272)) {
            writer.reset().invalid(field.number());
            assertThat(decode()).containsExactly(new Signal.Unmeasurable(name(field.key())));
            writer.reset().stringValue(field.number(), "no such thing");
            assertThat(decode())
                    .hasSize(1)
                    .allMatch(signal -> signal.name().key().equals(field.key()));
        }
    }

    @Test
    void whatIsNotAvailableIsUnmeasurable() throws MalformedRecord {
        writer.optionValue(field("Gear"), TeslaOptions.get("ShiftState"), "SNA");
        assertThat(decode()).containsExactly(new Signal.Unmeasurable(Signals.GEAR));
    }

    @Test
    void numbersNewerThanTheTablesAreCarriedThrough() throws MalformedRecord {
        writer.doubleValue(4711, 1)
                .enumValue(field("Gear"), 9, 99)
                .invalid(123_456)
                .invalid(-5);

        assertThat(decode())
                .containsExactly(
                        new Signal.Unrecognised(name("tesla_field_4711"), Vectors.hex("29000000000000f03f")),
                        new Signal.Option(Signals.GEAR, "99"),
                        new Signal.Unrecognised(
                                name("tesla_field_beyond"), Vectors.hex("08fbffffffffffffffff0112025001")));
    }

    @Test
    void aPlaceOffTheEarthIsNoPosition() throws MalformedRecord {
        writer.locationValue(field("Location"), 91, 0);
        assertThat(decode()).singleElement().isInstanceOf(Signal.Unrecognised.class);
        writer.reset().locationValue(field("Location"), Double.NaN, 0);
        assertThat(decode()).singleElement().isInstanceOf(Signal.Unrecognised.class);
    }

    @Test
    void theLastOfTwoValuesOfAFieldCounts() throws MalformedRecord {
        writer.doubleValue(field("Soc"), 1)
                .doubleValue(4711, 1)
                .doubleValue(field("Soc"), 2)
                .doubleValue(4711, 2);

        assertThat(decode())
                .containsExactly(
                        new Signal.Quantity(Signals.STATE_OF_CHARGE, 2),
                        new Signal.Unrecognised(name("tesla_field_4711"), Vectors.hex("290000000000000040")));
    }

    @Test
    void wallClocksEncodedAsPacificTimeBecomeTheVehiclesOwn() throws MalformedRecord {
        // 22:13:20 UTC is shown as 14:13:20 in Los Angeles, so the vehicle meant 14:13:20 where it stands.
        byte[] payload = writer.longValue(field("ScheduledChargingStartTime"), 1_700_000_000)
                .toBytes();

        SignalName name = name("scheduled_charging_start_time");
        assertThat(records.decode("V", payload, false).signals())
                .containsExactly(new Signal.Moment(name, Instant.parse("2023-11-14T14:13:20Z")));
        assertThat(new TeslaRecords(ZoneId.of("Europe/Berlin"))
                        .decode("V", payload, false)
                        .signals())
                .containsExactly(new Signal.Moment(name, Instant.parse("2023-11-14T13:13:20Z")));
    }

    @Test
    void aLorrysRearTyresAreItsMiddleAxle() throws MalformedRecord {
        byte[] payload = Vectors.hex("0a0a08e1011205ba02021801");
        assertThat(records.decode("V", payload, false).signals())
                .containsExactly(new Signal.Parts(name("tpms_soft_warnings"), List.of("rear_left")));
        assertThat(records.decode("V", payload, true).signals())
                .containsExactly(new Signal.Parts(name("tpms_soft_warnings"), List.of("semi_middle_axle_left")));
        assertThat(TeslaRecords.isSemi("7G2TEHED0PA000001")).isTrue();
    }

    @Test
    void alertsAndErrorsAreAlarms() throws MalformedRecord {
        byte[] alerts = Vectors.hex(Vectors.read("dispatch_shapes")
                .get("records")
                .get(1)
                .get("payload_hex")
                .asText());
        byte[] errors = Vectors.hex(Vectors.read("dispatch_shapes")
                .get("records")
                .get(2)
                .get("payload_hex")
                .asText());

        assertThat(records.decode("alerts", alerts, false).signals())
                .containsExactly(
                        new Signal.Alarm(
                                name("alert_app_w222"),
                                List.of("Customer", "Service"),
                                Instant.parse("2023-11-14T21:56:40Z"),
                                Instant.parse("2023-11-14T21:58:20Z"),
                                "APP_w222"),
                        new Signal.Alarm(
                                name("alert_cc_a001"),
                                List.of("ServiceFix"),
                                Instant.parse("2023-11-14T22:05:00Z"),
                                null,
                                "CC_a001"));
        assertThat(records.decode("errors", errors, false).signals())
                .containsExactly(new Signal.Alarm(
                        name("error_unsupported_field"),
                        List.of(),
                        Instant.parse("2023-11-14T22:13:20.250Z"),
                        Instant.parse("2023-11-14T22:13:20.250Z"),
                        "field not supported, field_name=SunroofInstalled"));
    }

    @Test
    void ofSeveralAlertsOfANameTheOneThatStartedLastStays() throws MalformedRecord {
        String json = """
                {"alerts":[
                  {"name":"A","audiences":[],"startedAt":"2026-01-01T00:00:00Z","endedAt":null},
                  {"name":"A","audiences":["Customer",9],"startedAt":"2026-01-03T00:00:00Z","endedAt":null},
                  {"name":"A","audiences":[],"startedAt":"2026-01-02T00:00:00Z","endedAt":null}]}""";

        assertThat(records.decodeJson("alerts", json.getBytes(StandardCharsets.UTF_8), false)
                        .signals())
                .containsExactly(new Signal.Alarm(
                        name("alert_a"), List.of("Customer", "9"), Instant.parse("2026-01-03T00:00:00Z"), null, "A"));
    }

    @Test
    void noVinGetsThroughInText() throws MalformedRecord {
        writer.stringValue(field("VehicleName"), "my " + Vectors.VIN);
        assertThat(decode()).containsExactly(new Signal.Text(Signals.VEHICLE_NAME, "my XXXXXXXXXXXXXXXXX"));
    }

    @Test
    void noBytesMakeADecoderThrowAnythingButMalformedRecord() {
        Random random = new Random(20261121);
        byte[] good = writer.doubleValue(4, 1)
                .locationValue(21, 1, 2)
                .stringValue(64, "x")
                .createdAt(Instant.EPOCH)
                .toBytes();
        byte[] json = "{\"data\":[{\"key\":\"Soc\",\"value\":{\"doubleValue\":1}}],\"createdAt\":null}"
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = good.clone();
            byte[] text = json.clone();
            for (int flips = 0; flips < 3; flips++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                text[random.nextInt(text.length)] = (byte) random.nextInt(128);
            }
            for (String topic : List.of("V", "alerts", "errors", "connectivity")) {
                try {
                    records.decode(topic, bytes, true);
                    records.decodeJson(topic, text, true);
                } catch (MalformedRecord expected) {
                    assertThat(expected.getMessage()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void kinesisRecordsBelongToTheVinInThem() throws MalformedRecord {
        KinesisRecords kinesis = new KinesisRecords(records);
        byte[] data = writer.doubleValue(8, 50)
                .createdAt(Instant.EPOCH)
                .vin(Vectors.VIN)
                .toBytes();

        Decoded decoded = kinesis.decode("V", data, TeslaRecords.Form.PROTOBUF);

        assertThat(decoded.vin()).isEqualTo(Vectors.VIN);
        assertThat(decoded.signals()).containsExactly(new Signal.Quantity(Signals.STATE_OF_CHARGE, 50));
        assertThatThrownBy(() -> kinesis.decode("V", "{}".getBytes(StandardCharsets.UTF_8), TeslaRecords.Form.JSON))
                .isInstanceOf(MalformedRecord.class);
    }

    private List<Signal> decode() throws MalformedRecord {
        return records.decode("V", writer.toBytes(), false).signals();
    }

    private static int field(String name) {
        return TeslaField.get(name).number();
    }

    private static SignalName name(String key) {
        return SignalName.of(key, Unit.NONE);
    }
}
