package io.fleetport.domain.vehicle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which signals give away where a vehicle is, was or is going. What cannot be judged counts as giving it away: text in a
 * source's own words, and values or fields no decoder knows yet. Speed, heading and the odometer stay: trips live on them.
 */
public final class Whereabouts {

    /** Words of a key, each enough by itself; the first few say that nobody knows what the value means. */
    private static final Set<String> WORDS = Set.of(
            "deprecated",
            "experimental",
            "unknown",
            "address",
            "altitude",
            "arrival",
            "city",
            "country",
            "county",
            "destination",
            "easting",
            "elevation",
            "favorite",
            "favourite",
            "fence",
            "geo",
            "geofence",
            "geohash",
            "home",
            "homelink",
            "lat",
            "latitude",
            "lng",
            "locality",
            "located",
            "location",
            "lon",
            "long",
            "longitude",
            "map",
            "mgrs",
            "northing",
            "origin",
            "place",
            "poi",
            "position",
            "postcode",
            "region",
            "road",
            "route",
            "site",
            "street",
            "tile",
            "town",
            "utm",
            "waypoint",
            "work",
            "zip",
            "zone");

    /** Texts that describe the vehicle itself. */
    private static final Set<String> HARMLESS_TEXTS = Set.of(
            "vehicle_name",
            "version",
            "trim",
            "exterior_color",
            "roof_color",
            "wheel_type",
            "efficiency_package",
            "rear_seat_heaters",
            "software_update_version");

    /** Begins the keys of fields that are newer than a decoder. */
    private static final String UNKNOWN_FIELD = "tesla_field_";

    private Whereabouts() {}

    /** The signals that may be kept while positions are off; the same list when all may. */
    public static List<Signal> without(List<Signal> signals) {
        List<Signal> kept = new ArrayList<>(signals.size());
        for (Signal signal : signals) {
            if (!givesAway(signal)) {
                kept.add(signal);
            }
        }
        return kept.size() == signals.size() ? signals : kept;
    }

    public static boolean givesAway(Signal signal) {
        return switch (signal) {
            case Signal.Place place -> true;
            case Signal.Unrecognised unknown -> true;
            case Signal.Text text -> !HARMLESS_TEXTS.contains(text.name().key());
            case Signal.Quantity q -> namesAPlace(q.name());
            case Signal.Count c -> namesAPlace(c.name());
            case Signal.Flag f -> namesAPlace(f.name());
            case Signal.Option o -> namesAPlace(o.name());
            case Signal.Moment m -> namesAPlace(m.name());
            case Signal.TimeOfDay t -> namesAPlace(t.name());
            case Signal.Parts p -> namesAPlace(p.name());
            case Signal.Alarm a -> namesAPlace(a.name());
            case Signal.Unmeasurable u -> namesAPlace(u.name());
            case Signal.Connection c -> false;
        };
    }

    private static boolean namesAPlace(SignalName name) {
        String key = name.key();
        if (key.startsWith(UNKNOWN_FIELD)) {
            return true;
        }
        int from = 0;
        while (from < key.length()) {
            int end = key.indexOf('_', from);
            int until = end < 0 ? key.length() : end;
            if (WORDS.contains(key.substring(from, until))) {
                return true;
            }
            from = until + 1;
        }
        return false;
    }
}
