package io.fleetport.tesla.simulator;

import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.PayloadWriter;
import io.fleetport.tesla.wire.TeslaField;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Turns recorded rows into the records a car would have streamed. Used by one thread.
 *
 * <p>Only what the row has is said, in the car's units (miles, miles an hour). The protocol has no field for GPS speed,
 * altitude, GPS quality, fuel rate and engine speed: those need the open HTTP form. The recorder's own trip is never sent.
 */
final class TeslaRow {

    /** The international mile and the mile an hour, in kilometres. */
    private static final double KILOMETRES_A_MILE = 1.609344;

    private static final int VEHICLE_SPEED = TeslaField.get("VehicleSpeed").number();
    private static final int LOCATION = TeslaField.get("Location").number();
    private static final int SOC = TeslaField.get("Soc").number();
    private static final int ODOMETER = TeslaField.get("Odometer").number();
    private static final int GPS_HEADING = TeslaField.get("GpsHeading").number();
    private static final int VEHICLE_NAME = TeslaField.get("VehicleName").number();

    private final PayloadWriter payload = new PayloadWriter();

    /** @param withName whether the vehicle says its name, too */
    Outgoing.Telemetry record(DriveRow row, String vin, boolean withName) {
        Instant createdAt = row.observedAt().truncatedTo(ChronoUnit.MILLIS);
        payload.reset();
        if (withName) {
            payload.stringValue(VEHICLE_NAME, row.vehicleId());
        }
        if (row.has(DriveColumn.SPEED)) {
            payload.doubleValue(VEHICLE_SPEED, row.value(DriveColumn.SPEED) / KILOMETRES_A_MILE);
        }
        if (row.has(DriveColumn.LATITUDE) && row.has(DriveColumn.LONGITUDE)) {
            payload.locationValue(LOCATION, row.value(DriveColumn.LATITUDE), row.value(DriveColumn.LONGITUDE));
        }
        if (row.has(DriveColumn.STATE_OF_CHARGE)) {
            payload.doubleValue(SOC, row.value(DriveColumn.STATE_OF_CHARGE));
        }
        if (row.has(DriveColumn.TRIP_METER)) {
            payload.doubleValue(ODOMETER, row.value(DriveColumn.TRIP_METER) / KILOMETRES_A_MILE);
        }
        if (row.has(DriveColumn.HEADING)) {
            payload.doubleValue(GPS_HEADING, row.value(DriveColumn.HEADING));
        }
        payload.createdAt(createdAt).vin(vin);
        return new Outgoing.Telemetry(Envelope.TOPIC_VALUES, createdAt, payload.toBytes());
    }
}
