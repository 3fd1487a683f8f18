package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationStatus;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a request says about stations, and names the field when it cannot. */
final class StationValues {

    private static final double USUAL_WITHIN_KM = 10;

    /** Half the way around the earth. */
    private static final double MOST_WITHIN_KM = 20_020;

    private static final int MOST_PACKS = 1_000;

    private static final String LABEL = "1 to 64 printable ASCII characters without spaces";

    private StationValues() {}

    static @Nullable StationId optionalStation(@Nullable String text) {
        return RequestValues.read(
                "station_id", text, StationId::new, "1 to 64 letters and digits, with . _ : - inside only");
    }

    static StationId station(@Nullable String text) {
        return required("station_id", optionalStation(text));
    }

    /** An id that a station gave to one of its things. */
    static <T> T label(String field, @Nullable String text, Function<String, T> reader) {
        return required(field, optionalLabel(field, text, reader));
    }

    static <T> @Nullable T optionalLabel(String field, @Nullable String text, Function<String, T> reader) {
        return RequestValues.read(field, text, reader, LABEL);
    }

    static Stations.Filter filter(
            @Nullable String status,
            @Nullable String near,
            @Nullable String withinKm,
            @Nullable String minPacks,
            @Nullable String minSoc) {
        return new Stations.Filter(
                RequestValues.option("status", status, StationStatus.class),
                near(near, withinKm),
                packsReady(minPacks, minSoc));
    }

    /** A place from its two coordinates, null when neither is there. */
    static @Nullable Position position(@Nullable Double latitude, @Nullable Double longitude) {
        if (latitude == null && longitude == null) {
            return null;
        }
        if (latitude == null || longitude == null) {
            String missing = latitude == null ? "latitude" : "longitude";
            throw new InvalidRequest(missing, "latitude and longitude come together, but there is no " + missing);
        }
        return new Position(latitude, longitude);
    }

    private static Stations.@Nullable Near near(@Nullable String near, @Nullable String withinKm) {
        Double within = RequestValues.decimal("within_km", withinKm, 0, MOST_WITHIN_KM);
        Position centre = RequestValues.read("near", near, StationValues::centre, "latitude,longitude");
        if (centre == null) {
            if (within != null) {
                throw new InvalidRequest("within_km", "within_km needs near");
            }
            return null;
        }
        return new Stations.Near(centre, (within == null ? USUAL_WITHIN_KM : within) * 1_000);
    }

    private static Position centre(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("near must have two parts");
        }
        return new Position(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }

    private static Stations.@Nullable PacksReady packsReady(@Nullable String minPacks, @Nullable String minSoc) {
        Integer count = RequestValues.number("min_packs", minPacks, 1, MOST_PACKS);
        Double soc = RequestValues.decimal("min_soc", minSoc, 0, 100);
        if (count == null && soc == null) {
            return null;
        }
        return new Stations.PacksReady(count == null ? 1 : count, soc == null ? 0 : soc);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRequest(field, field + " must not be empty");
        }
        return value;
    }
}
