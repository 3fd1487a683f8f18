package io.fleetport.tesla.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fleetport.tesla.wire.Envelope;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The small parts: numbers, ids, pacing, counting, mapping. */
class PartsTest {

    private static final Instant NOON = Instant.parse("2020-01-01T12:00:00Z");

    @Test
    void aVehicleAlwaysGetsTheSameValidNumberAndAnotherGetsAnother() {
        String vin = SimulatedVin.of("EBIKE-1");
        assertThat(vin).isEqualTo(SimulatedVin.of("EBIKE-1")).matches("5YJ3E1EA[0-9X][0-9A-HJ-NPR-Z]{8}");
        assertThat(SimulatedVin.of("EBIKE-2")).isNotEqualTo(vin);
        assertThat(vin.charAt(8)).isEqualTo(SimulatedVin.checkDigit(vin));
    }

    @Test
    void twoOrganizationsSimulateDifferentVehicles() {
        assertThat(SimulatedVin.of(new StreamAddress("localhost", 8443, "one.vehicles.localhost"), "EBIKE-1"))
                .isEqualTo(SimulatedVin.of(new StreamAddress("127.0.0.1", 1, "one.vehicles.localhost"), "EBIKE-1"))
                .isNotEqualTo(
                        SimulatedVin.of(new StreamAddress("localhost", 8443, "two.vehicles.localhost"), "EBIKE-1"));
    }

    @Test
    void theCheckDigitIsThatOfTheRegulation() {
        assertThat(SimulatedVin.checkDigit("1M8GDM9A?KP042788".replace('?', '0')))
                .isEqualTo('X');
        assertThat(SimulatedVin.checkDigit("11111111111111111")).isEqualTo('1');
    }

    @Test
    void messageIdsHaveTheFormOfRealOnesAndAreKnownAgain() {
        MessageIds ids = new MessageIds(new SplittableRandom(1));
        byte[] id = ids.id(397);
        assertThat(new String(id, java.nio.charset.StandardCharsets.US_ASCII)).matches("[0-9a-f]{22}-000000397");
        assertThat(ids.number(id)).isEqualTo(397);
        assertThat(new MessageIds(new SplittableRandom(2)).number(id)).isEqualTo(-1);
        assertThat(ids.number(new byte[0])).isEqualTo(-1);
        id[id.length - 1] = 'x';
        assertThat(ids.number(id)).isEqualTo(-1);
    }

    @Test
    void answersMayComeInAnyOrderAndOnlyOnce() {
        Unacknowledged window = new Unacknowledged(20);
        for (int i = 0; i < 20; i++) {
            assertThat(window.hasRoom()).isTrue();
            assertThat(window.add(pending(i))).isEqualTo(i);
        }
        assertThat(window.hasRoom()).isFalse();
        assertThat(window.settle(5).sentNanos).isEqualTo(5);
        assertThat(window.settle(5)).isNull();
        assertThat(window.hasRoom()).isFalse();
        assertThat(window.settle(0).sentNanos).isZero();
        assertThat(window.hasRoom()).isTrue();
        assertThat(window.settle(20)).isNull();
        assertThat(window.add(pending(20))).isEqualTo(20);
        assertThat(window.restart())
                .hasSize(19)
                .extracting(waiting -> waiting.sentNanos)
                .isSorted()
                .doesNotContain(0L, 5L);
        assertThat(window.count()).isZero();
        assertThat(window.add(pending(7))).isZero();
    }

    @Test
    void rowsAreAsFarApartAsRecordedDividedByTheSpeedUp() {
        EventPacing pacing = new EventPacing(10, 1_000);
        assertThat(pacing.due(NOON)).isEqualTo(1_000);
        assertThat(pacing.due(NOON.plusSeconds(5))).isEqualTo(1_000 + 500_000_000L);
        assertThat(pacing.due(NOON.plusSeconds(305))).isEqualTo(1_000 + 30_500_000_000L);
    }

    @Test
    void holesAndStepsBackArePassedInASecondAtMost() {
        EventPacing pacing = new EventPacing(10, 0);
        pacing.due(NOON);
        assertThat(pacing.due(NOON.plusSeconds(86_400 * 90))).isEqualTo(1_000_000_000L);
        assertThat(pacing.due(NOON)).isEqualTo(2_000_000_000L);
        assertThat(pacing.due(NOON.minusSeconds(2))).isEqualTo(2_200_000_000L);
        assertThat(new EventPacing(Double.POSITIVE_INFINITY, 0).due(NOON)).isEqualTo(RecordSource.NOW);
    }

    @Test
    void percentilesAreWithinAPercentOfTheExactOnes() {
        LatencyHistogram histogram = new LatencyHistogram();
        Random random = new Random(1);
        long[] nanos = random.longs(50_000, 20_000, 3_000_000_000L)
                .map(n -> n / (1 + random.nextInt(999)))
                .toArray();
        for (long value : nanos) {
            histogram.add(value);
        }
        Arrays.sort(nanos);
        LatencySummary summary = histogram.summary();
        assertThat(summary.count()).isEqualTo(50_000);
        assertThat(summary.p50Millis()).isCloseTo(nanos[24_999] / 1e6, within(nanos[24_999] / 1e8 + 0.001));
        assertThat(summary.p99Millis()).isCloseTo(nanos[49_499] / 1e6, within(nanos[49_499] / 1e8 + 0.001));
        assertThat(summary.p999Millis()).isCloseTo(nanos[49_949] / 1e6, within(nanos[49_949] / 1e8 + 0.001));
        assertThat(summary.longestMillis()).isEqualTo(nanos[49_999] / 1e6);
        assertThat(new LatencyHistogram().summary()).isEqualTo(new LatencySummary(0, 0, 0, 0, 0));
    }

    @Test
    void aRowIsSaidInTheUnitsOfTheCarWithNothingLostAndNothingMadeUp() {
        double[] values = nothing();
        values[DriveColumn.SPEED.place()] = 80.4672;
        values[DriveColumn.LATITUDE.place()] = -33.9243251;
        values[DriveColumn.LONGITUDE.place()] = 18.4240762;
        values[DriveColumn.STATE_OF_CHARGE.place()] = 87.54;
        values[DriveColumn.TRIP_METER.place()] = 1.609344;
        values[DriveColumn.HEADING.place()] = 311.4608977;
        values[DriveColumn.ALTITUDE.place()] = 140;
        values[DriveColumn.FUEL_RATE.place()] = 2.5;
        DriveRow row = new DriveRow("TWIZY-1", NOON.plusNanos(123_456_789), values);
        Heard heard = heard(new TeslaRow().record(row, "5YJ3E1EA0TEST0001", true));
        assertThat(heard.values())
                .isEqualTo(Map.of(
                        "VehicleName",
                        "TWIZY-1",
                        "VehicleSpeed",
                        80.4672 / 1.609344,
                        "Location",
                        List.of(-33.9243251, 18.4240762),
                        "Soc",
                        87.54,
                        "Odometer",
                        1.0,
                        "GpsHeading",
                        311.4608977));
        assertThat(heard.createdAt()).isEqualTo(NOON.plusMillis(123));
        assertThat(heard.vin()).isEqualTo("5YJ3E1EA0TEST0001");
        assertThat(heard.isResend()).isFalse();
    }

    @Test
    void aRowWithoutValuesSaysNone() {
        double[] values = nothing();
        values[DriveColumn.LATITUDE.place()] = 1;
        Heard heard = heard(new TeslaRow().record(new DriveRow("A", NOON, values), "5YJ3E1EA0TEST0001", false));
        assertThat(heard.values()).isEmpty();
    }

    @Test
    void aMadeUpCarMovesAsItsSpeedSays() {
        LoopDrive drive = new LoopDrive(3);
        boolean parkedOnce = false;
        for (int i = 0; i < 2_400; i++) {
            double metres = drive.odometerMetres();
            double latitude = drive.latitude();
            double longitude = drive.longitude();
            drive.pass(0.5);
            double moved = drive.odometerMetres() - metres;
            double north = (drive.latitude() - latitude) * 111_195;
            double east = (drive.longitude() - longitude) * 111_195 * Math.cos(Math.toRadians(latitude));
            assertThat(moved).isBetween(0.0, 15.0);
            assertThat(Math.hypot(north, east)).isCloseTo(moved, within(0.05));
            assertThat(drive.stateOfChargePercent()).isBetween(5.0, 100.0);
            parkedOnce |= drive.parked();
        }
        assertThat(parkedOnce).isTrue();
    }

    @Test
    void aMadeUpRecordSaysWhatTheCarMeasures() {
        LoopDrive drive = new LoopDrive(3);
        drive.pass(1);
        LoopRecords records = new LoopRecords(LoopRecords.MOST_VALUES);
        records.record(new LoopDrive(77), "5YJ3E1EA0TEST0002", "", NOON);
        Heard heard = heard(records.record(drive, "5YJ3E1EA0TEST0001", "LOAD-4", NOON));
        assertThat(heard.values())
                .hasSize(LoopRecords.MOST_VALUES + 1)
                .containsEntry("VehicleName", "LOAD-4")
                .containsEntry("VehicleSpeed", drive.metresPerSecond() / 0.44704)
                .containsEntry("Location", List.of(drive.latitude(), drive.longitude()))
                .containsEntry("PackVoltage", drive.packVolts())
                .containsEntry("Locked", true)
                .containsEntry("BrakePedal", false);
        assertThat(heard.values().get("Gear")).hasToString("9: 5\n");
        assertThat(heard(records.record(new LoopDrive(3), "5YJ3E1EA0TEST0001", "", NOON))
                        .values()
                        .get("Gear"))
                .hasToString("9: 2\n");
        assertThat(heard.vin()).isEqualTo("5YJ3E1EA0TEST0001");
        assertThat(heard.createdAt()).isEqualTo(NOON);
    }

    private static double[] nothing() {
        double[] values = new double[DriveColumn.values().length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static Heard heard(Outgoing.Telemetry record) {
        return Heard.of(
                0,
                "",
                Envelope.record(
                        new byte[0], record.topic(), record.observedAt().getEpochSecond(), "", record.payload()));
    }

    private static Unacknowledged.Pending pending(long number) {
        return new Unacknowledged.Pending(new Outgoing.Telemetry("V", NOON, new byte[0]), 0, number);
    }
}
