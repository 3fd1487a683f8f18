package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetport.application.port.in.ViewTrips.Track;
import io.fleetport.application.port.in.ViewTrips.TrackPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A track as GeoJSON (RFC 7946): one feature, its line, and beside each coordinate its time and figures. */
final class GeoJsonTrack {

    private static final JsonFactory JSON = new JsonFactory();

    private GeoJsonTrack() {}

    static byte[] write(Track track) {
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(256 + 64 * track.points().size());
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "Feature");
            json.writeStringField("id", track.trip().trip().id().toString());
            geometry(json, track.points());
            properties(json, track);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a track could not be written", e);
        }
        return out.toByteArray();
    }

    private static void geometry(JsonGenerator json, List<TrackPoint> points) throws IOException {
        json.writeFieldName("geometry");
        if (points.isEmpty()) {
            json.writeNull(); // RFC 7946, section 3.2: an unlocated feature
            return;
        }
        json.writeStartObject();
        boolean line = points.size() > 1; // a line has two positions or more, section 3.1.4
        json.writeStringField("type", line ? "LineString" : "Point");
        json.writeFieldName("coordinates");
        if (line) {
            json.writeStartArray();
        }
        for (TrackPoint point : points) {
            json.writeStartArray();
            json.writeNumber(Place.rounded(point.position().longitude()));
            json.writeNumber(Place.rounded(point.position().latitude()));
            json.writeEndArray();
        }
        if (line) {
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void properties(JsonGenerator json, Track track) throws IOException {
        json.writeObjectFieldStart("properties");
        json.writeStringField("trip_id", track.trip().trip().id().toString());
        json.writeNumberField("revision", track.trip().trip().revision().number());
        json.writeStringField("vehicle_id", track.trip().trip().vehicle().toString());
        json.writeStringField("vehicle_name", track.trip().vehicleName());
        json.writeStringField("started_at", track.trip().trip().startedAt().toString());
        json.writeArrayFieldStart("times");
        for (TrackPoint point : track.points()) {
            json.writeString(point.observedAt().toString());
        }
        json.writeEndArray();
        numbers(json, "speed_kmh", track, point -> kmh(point));
        numbers(json, "altitude_m", track, TrackPoint::altitudeMetres);
        numbers(json, "heading_deg", track, TrackPoint::headingDegrees);
        numbers(json, "soc_percent", track, TrackPoint::socPercent);
        json.writeEndObject();
    }

    private static void numbers(
            JsonGenerator json, String name, Track track, Function<TrackPoint, @Nullable Double> figure)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (TrackPoint point : track.points()) {
            Double value = OutwardValues.rounded(figure.apply(point));
            if (value == null) {
                json.writeNull();
            } else {
                json.writeNumber(value);
            }
        }
        json.writeEndArray();
    }

    static @Nullable Double kmh(TrackPoint point) {
        Double speed = point.speedMetresPerSecond();
        return speed == null ? null : OutwardValues.rounded(speed * 3.6);
    }
}
