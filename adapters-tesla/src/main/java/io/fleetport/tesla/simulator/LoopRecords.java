package io.fleetport.tesla.simulator;

import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.PayloadWriter;
import io.fleetport.tesla.wire.TeslaField;
import io.fleetport.tesla.wire.TeslaOptions;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Writes what a {@link LoopDrive} measures as stream records with a chosen number of values. Used by one thread. */
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

    private static final int VEHICLE_NAME = TeslaField.get("VehicleName").number();

    private final PayloadWriter payload = new PayloadWriter();
    private final List<Value> values;
    private final String vin;
    private final String name;

    LoopRecords(String vin, String name, int valuesPerRecord) {
        this.values = VALUES.subList(0, valuesPerRecord);
        this.vin = vin;
        this.name = name;
    }

    Outgoing.Telemetry record(LoopDrive drive, Instant createdAt, boolean withName) {
        payload.reset();
        if (withName) {
            payload.stringValue(VEHICLE_NAME, name);
        }
        for (Value value : values) {
            value.write(payload, drive);
        }
        payload.createdAt(createdAt).vin(vin);
        return new Outgoing.Telemetry(Envelope.TOPIC_VALUES, createdAt, payload.toBytes());
    }

    private interface Value {
        void write(PayloadWriter payload, LoopDrive drive);
    }

    private interface Flag {
        boolean of(LoopDrive drive);
    }

    private static Value real(String field, ToDoubleFunction<LoopDrive> measured) {
        int number = TeslaField.get(field).number();
        return (payload, drive) -> payload.doubleValue(number, measured.applyAsDouble(drive));
    }

    private static Value flag(String field, Flag flag) {
        int number = TeslaField.get(field).number();
        return (payload, drive) -> payload.booleanValue(number, flag.of(drive));
    }

    private static Value location() {
        int number = TeslaField.get("Location").number();
        return (payload, drive) -> payload.locationValue(number, drive.latitude(), drive.longitude());
    }

    private static Value gear() {
        TeslaField field = TeslaField.get("Gear");
        TeslaOptions options = TeslaOptions.get("ShiftState");
        int park = options.numberOf("ShiftStateP");
        int driving = options.numberOf("ShiftStateD");
        return (payload, drive) ->
                payload.enumValue(field.number(), options.valueMember(), drive.parked() ? park : driving);
    }
}
