package io.fleetport.tesla.simulator;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The measured columns of a recorded drive, by their heading in the file. The heading names the unit. */
enum DriveColumn {
    LATITUDE("lat"),
    LONGITUDE("lon"),
    SPEED("speed_kmh"),
    GPS_SPEED("gps_speed_kmh"),
    HEADING("heading_deg"),
    ALTITUDE("altitude_m"),
    TRIP_METER("trip_meter_km"),
    STATE_OF_CHARGE("soc_pct"),
    FUEL_RATE("fuel_rate_lph"),
    ENGINE_SPEED("rpm"),
    HDOP("hdop");

    private static final Map<String, DriveColumn> BY_HEADING =
            Stream.of(values()).collect(Collectors.toMap(column -> column.heading, Function.identity()));

    private final String heading;

    DriveColumn(String heading) {
        this.heading = heading;
    }

    /** Where its value stands in {@link DriveRow#values()}. */
    @SuppressWarnings("EnumOrdinal") // the rows live as long as the run, so the order of the names is free to change
    int place() {
        return ordinal();
    }

    /** The column with this heading, or null for one we have no use for. */
    static @Nullable DriveColumn ofHeading(String heading) {
        return BY_HEADING.get(heading);
    }
}
