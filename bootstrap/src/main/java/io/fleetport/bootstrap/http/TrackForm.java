package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewTrips.Track;
import io.micronaut.http.MediaType;
import java.util.Collection;

/** The forms a track can be had in. */
enum TrackForm {
    GEO_JSON("geojson", TrackForm.GEO_JSON_TYPE),
    GPX("gpx", TrackForm.GPX_TYPE),
    CSV("csv", TrackForm.CSV_TYPE);

    /** RFC 7946, section 12. */
    static final String GEO_JSON_TYPE = "application/geo+json";

    static final String GPX_TYPE = "application/gpx+xml";
    static final String CSV_TYPE = "text/csv";

    private final String suffix;
    private final String mediaType;

    TrackForm(String suffix, String mediaType) {
        this.suffix = suffix;
        this.mediaType = mediaType;
    }

    String suffix() {
        return suffix;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] write(Track track) {
        return switch (this) {
            case GEO_JSON -> GeoJsonTrack.write(track);
            case GPX -> GpxTrack.write(track);
            case CSV -> CsvTrack.write(track);
        };
    }

    static TrackForm ofSuffix(String suffix) {
        for (TrackForm form : values()) {
            if (form.suffix.equals(suffix)) {
                return form;
            }
        }
        throw new IllegalArgumentException("suffix must be geojson, gpx or csv but is " + suffix);
    }

    /** The first one named; GeoJSON for a caller that takes anything. */
    static TrackForm accepted(Collection<MediaType> accepted) {
        for (MediaType type : accepted) {
            for (TrackForm form : values()) {
                if (form.mediaType.equals(type.getName())) {
                    return form;
                }
            }
        }
        return GEO_JSON;
    }
}
