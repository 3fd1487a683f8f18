package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewTrips.Track;
import io.fleetport.application.port.in.ViewTrips.TrackPoint;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A track as comma-separated values (RFC 4180) with a header; an empty cell is unknown. */
final class CsvTrack {

    private CsvTrack() {}

    static byte[] write(Track track) {
        StringBuilder csv = new StringBuilder(128 + 96 * track.points().size());
        csv.append("observed_at,latitude,longitude,speed_kmh,altitude_m,heading_deg,soc_percent\r\n");
        for (TrackPoint point : track.points()) {
            csv.append(point.observedAt());
            cell(csv, Place.rounded(point.position().latitude()));
            cell(csv, Place.rounded(point.position().longitude()));
            cell(csv, GeoJsonTrack.kmh(point));
            cell(csv, OutwardValues.rounded(point.altitudeMetres()));
            cell(csv, OutwardValues.rounded(point.headingDegrees()));
            cell(csv, OutwardValues.rounded(point.socPercent()));
            csv.append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void cell(StringBuilder csv, @Nullable Double value) {
        csv.append(',');
        if (value != null) {
            csv.append(BigDecimal.valueOf(value).toPlainString());
        }
    }
}
