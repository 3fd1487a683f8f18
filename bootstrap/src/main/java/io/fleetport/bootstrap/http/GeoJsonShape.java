package io.fleetport.bootstrap.http;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A track as GeoJSON, for the API's description; {@link GeoJsonTrack} writes it. */
@Serdeable
@Schema(
        name = "GeoJsonTrack",
        description = "One feature (RFC 7946): the line, and beside each coordinate its time and figures.")
record GeoJsonShape(
        @Schema(
                type = "string",
                allowableValues = {"Feature"})
        String type,

        String id,
        @Nullable Geometry geometry,
        Properties properties) {

    /** A line, or a point when there is no more. */
    @Serdeable
    @Schema(name = "TrackGeometry")
    record Geometry(
            @Schema(
                    type = "string",
                    allowableValues = {"LineString", "Point"})
            String type,

            @Schema(description = "longitude and latitude of a point, or a list of them")
            Object coordinates) {}

    /** Figures are in the order of the coordinates. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "TrackProperties")
    record Properties(
            String tripId,
            int revision,
            String vehicleId,
            String vehicleName,
            Instant startedAt,
            List<Instant> times,
            @Nullable List<Object> speedKmh,
            @Nullable List<Object> altitudeM,
            @Nullable List<Object> headingDeg,
            @Nullable List<Object> socPercent) {}
}
