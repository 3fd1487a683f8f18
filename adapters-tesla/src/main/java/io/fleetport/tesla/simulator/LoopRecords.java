package io.fleetport.tesla.simulator;

import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.PayloadWriter;
import io.fleetport.tesla.wire.TeslaField;
import io.fleetport.tesla.wire.TeslaOptions;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Writes what a {@link LoopDrive} measures as stream records with a chosen number of values. Safe to use from many threads.
 *
 * <p>The values of a record are encoded once, and then only their numbers replaced, which all have a fixed width: made-up loads
 * are sent on the machine that is being measured, so making them must cost next to nothing.
 */
final class LoopRecords {

    private static final double METRES_A_MILE = 1609.344;
    private static final double METRES_PER_SECOND_A_MILE_AN_HOUR = 0.44704;
    private static final double RATED_WATT_HOURS_A_MILE = 250;

    /** The most telling first: a record of few values still makes trips. */
    private static final List<Value> VALUES = List.of(
            real("VehicleSpeed", drive -> drive.metresPerSecond() / METRES_PER_SECOND_A_MILE_AN_HOUR),
            location(),
            real("Odometer", drive -> drive.odometerMetres() / METRES_A_MILE),
            real("Soc", LoopDrive::stateOfChargePercent),
            gear(),
            real("PackVoltage", LoopDrive::packVolts),
            real("PackCurrent", LoopDrive::packAmperes),
            real("GpsHeading", LoopDrive::heading),
            real("EnergyRemaining", drive -> drive.energyWattHours() / 1000),
            real("OutsideTemp", drive -> drive.drift(14, 3)),
            real("InsideTemp", drive -> drive.drift(21, 1)),
            real("TpmsPressureFl", drive -> drive.drift(2.9, 0.05)),
            real("TpmsPressureFr", drive -> drive.drift(2.92, 0.05)),
            real("TpmsPressureRl", drive -> drive.drift(2.88, 0.05)),
            real("TpmsPressureRr", drive -> drive.drift(2.9, 0.04)),
            real("BatteryLevel", LoopDrive::stateOfChargePercent),
            real("RatedRange", drive -> drive.energyWattHours() / RATED_WATT_HOURS_A_MILE),
            real("LongitudinalAcceleration", LoopDrive::acceleration),
            real("LateralAcceleration", LoopDrive::sidewaysAcceleration),
            real("ModuleTempMax", drive -> drive.drift(29, 4)),
            real("ModuleTempMin", drive -> drive.drift(26, 4)),
            real("BrickVoltageMax", drive -> drive.cellVolts() + 0.004),
            real("BrickVoltageMin", drive -> drive.cellVolts() - 0.004),
            real("DiStatorTempR", drive -> drive.drift(48, 12)),
            real("EstBatteryRange", drive -> drive.energyWattHours() / RATED_WATT_HOURS_A_MILE * 0.93),
            real("IdealBatteryRange", drive -> drive.energyWattHours() / RATED_WATT_HOURS_A_MILE * 1.05),
            flag("DriveRail", drive -> true),
            flag("GpsState", drive -> true),
            flag("Locked", drive -> !drive.parked()),
            flag("BrakePedal", drive -> drive.acceleration() < -1));

    /** Most values a record can have. */
    static final int MOST_VALUES = VALUES.size();

    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int VEHICLE_NAME = TeslaField.get("VehicleName").number();

    private final List<Value> values;
    /** All values encoded, with some numbers. */
    private final byte[] template;
    /** Where in the template the encoding of each value ends. */
    private final int[] ends;

    LoopRecords(int valuesPerRecord) {
        values = VALUES.subList(0, valuesPerRecord);
        ends = new int[valuesPerRecord];
        PayloadWriter writer = new PayloadWriter();
        for (int i = 0; i < valuesPerRecord; i++) {
            values.get(i).encode(writer);
            ends[i] = writer.toBytes().length;
        }
        template = writer.toBytes();
    }

    /** @param name what the vehicle says it is called, empty when it does not say */
    Outgoing.Telemetry record(LoopDrive drive, String vin, String name, Instant createdAt) {
        PayloadWriter rest = new PayloadWriter();
        if (!name.isEmpty()) {
            rest.stringValue(VEHICLE_NAME, name);
        }
        byte[] ending = rest.createdAt(createdAt).vin(vin).toBytes();
        byte[] payload = new byte[template.length + ending.length];
        System.arraycopy(template, 0, payload, 0, template.length);
        System.arraycopy(ending, 0, payload, template.length, ending.length);
        for (int i = 0; i < ends.length; i++) {
            values.get(i).replace(payload, ends[i], drive);
        }
        return new Outgoing.Telemetry(Envelope.TOPIC_VALUES, createdAt, payload);
    }

    /** A value whose encoding ends in numbers of fixed width. */
    private sealed interface Value {

        void encode(PayloadWriter payload);

        /** Puts the car's present numbers where they belong, counted back from the end of the encoding. */
        void replace(byte[] payload, int end, LoopDrive drive);
    }

    private record Real(int number, ToDoubleFunction<LoopDrive> measured) implements Value {
        @Override
        public void encode(PayloadWriter payload) {
            payload.doubleValue(number, 1);
        }

        @Override
        public void replace(byte[] payload, int end, LoopDrive drive) {
            DOUBLE.set(payload, end - Double.BYTES, measured.applyAsDouble(drive));
        }
    }

    private record Place(int number) implements Value {
        @Override
        public void encode(PayloadWriter payload) {
            payload.locationValue(number, 1, 1);
        }

        @Override
        public void replace(byte[] payload, int end, LoopDrive drive) {
            DOUBLE.set(payload, end - Double.BYTES, drive.longitude());
            // Between the two stands the tag of the second.
            DOUBLE.set(payload, end - 2 * Double.BYTES - 1, drive.latitude());
        }
    }

    private record Gear(int number, TeslaOptions options) implements Value {
        @Override
        public void encode(PayloadWriter payload) {
            payload.enumValue(number, options.valueMember(), options.numberOf("ShiftStateP"));
        }

        @Override
        public void replace(byte[] payload, int end, LoopDrive drive) {
            payload[end - 1] = (byte) options.numberOf(drive.parked() ? "ShiftStateP" : "ShiftStateD");
        }
    }

    private record Flag(int number, Predicate<LoopDrive> measured) implements Value {
        @Override
        public void encode(PayloadWriter payload) {
            payload.booleanValue(number, true);
        }

        @Override
        public void replace(byte[] payload, int end, LoopDrive drive) {
            payload[end - 1] = (byte) (measured.test(drive) ? 1 : 0);
        }
    }

    private static Value real(String field, ToDoubleFunction<LoopDrive> measured) {
        return new Real(TeslaField.get(field).number(), measured);
    }

    private static Value flag(String field, Predicate<LoopDrive> measured) {
        return new Flag(TeslaField.get(field).number(), measured);
    }

    private static Value location() {
        return new Place(TeslaField.get("Location").number());
    }

    private static Value gear() {
        return new Gear(TeslaField.get("Gear").number(), TeslaOptions.get("ShiftState"));
    }
}
