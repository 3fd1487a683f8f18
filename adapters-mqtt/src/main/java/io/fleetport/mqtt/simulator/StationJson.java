package io.fleetport.mqtt.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes messages of the form of docs/stations.md. */
final class StationJson {

    private static final JsonFactory JSON = new JsonFactory();

    private StationJson() {}

    /** Writes the members of one object. */
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    /** One object about a station. */
    static byte[] message(String stationId, Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(320);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("station_id", stationId);
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] status(String stationId, boolean online) {
        return message(stationId, json -> json.writeBooleanField("online", online));
    }

    /** Writes a number with at most so many decimals. */
    static void number(JsonGenerator json, String name, double value, int decimals) throws IOException {
        double scale = Math.pow(10, decimals);
        json.writeNumberField(name, Math.round(value * scale) / scale);
    }

    /** Writes a number unless there is none. */
    static void recorded(JsonGenerator json, String name, double value) throws IOException {
        if (!Double.isNaN(value)) {
            json.writeNumberField(name, value);
        }
    }
}
