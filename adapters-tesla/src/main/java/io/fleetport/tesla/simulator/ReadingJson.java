package io.fleetport.tesla.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes a recorded row in the open HTTP form. Only what the row has; never the recorder's own trip. */
final class ReadingJson {

    private ReadingJson() {}

    /** Writes one object; numbers as the recording has them, times with as many decimals as they need. */
    static void write(DriveRow row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("vehicle_id", row.vehicleId());
        json.writeStringField("vehicle_name", row.vehicleId());
        json.writeStringField("observed_at", row.observedAt().toString());
        for (DriveColumn column : DriveColumn.values()) {
            if (row.has(column)) {
                json.writeNumberField(name(column), row.value(column));
            }
        }
        json.writeEndObject();
    }

    private static String name(DriveColumn column) {
        return switch (column) {
            case LATITUDE -> "latitude";
            case LONGITUDE -> "longitude";
            case SPEED -> "speed_kmh";
            case GPS_SPEED -> "gps_speed_kmh";
            case HEADING -> "heading_deg";
            case ALTITUDE -> "altitude_m";
            case TRIP_METER -> "odometer_km";
            case STATE_OF_CHARGE -> "soc_percent";
            case FUEL_RATE -> "fuel_rate_lph";
            case ENGINE_SPEED -> "engine_speed_rpm";
            case HDOP -> "hdop";
        };
    }
}
