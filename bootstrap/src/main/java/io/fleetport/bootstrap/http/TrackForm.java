package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewTrips.Track;
import io.micronaut.http.MediaType;
import java.util.Collection;
import java.util.function.Function;

/** The forms a track can be had in. */
enum TrackForm {
    GEO_JSON("geojson", TrackForm.GEO_JSON_TYPE, GeoJsonTrack::write),
    GPX("gpx", TrackForm.GPX_TYPE, GpxTrack::write),
    CSV("csv", TrackForm.CSV_TYPE, CsvTrack::write);

    /** RFC 7946, section 12. */
    static final String GEO_JSON_TYPE = "application/geo+json";

    static final String GPX_TYPE = "application/gpx+xml";
    static final String CSV_TYPE = "text/csv";

    private final String suffix;
    private final String mediaType;
    private final Function<Track, byte[]> writer;

    TrackForm(String suffix, String mediaType, Function<Track, byte[]> writer) {
        this.suffix = suffix;
        this.mediaType = mediaType;
        this.writer = writer;
    }

    String suffix() {
        return suffix;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] write(Track track) {
        return writer.apply(track);
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
