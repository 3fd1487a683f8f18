package io.fleetport.domain.station;

import io.fleetport.domain.motion.Position;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a station said of itself as a whole at one time. What it did not say, or cannot tell, is null.
 *
 * @param observedAt the station's own time, in whole microseconds
 * @param fingerprint 64 bits drawn from the content, so that contradicting reports of one instant are told apart
 * @param batteriesAvailable packs ready to be taken, 0 to 10,000
 * @param batteriesCharging packs being charged, 0 to 10,000
 * @param temperatureCelsius of the station, -90 to 100
 * @param humidityPercent relative, 0 to 100
 * @param connectorsAvailable charging connectors free, 0 to 10,000
 * @param connectorsCharging charging connectors in use, 0 to 10,000
 * @param powerWatts drawn from the grid; negative feeds in
 * @param energyJoules register of the grid meter, 0 or more
 * @param firmware up to 64 characters
 */
public record StationReport(
        Instant observedAt,
        long fingerprint,
        StationStatus status,
        int batteriesAvailable,
        int batteriesCharging,
        @Nullable Double temperatureCelsius,
        @Nullable Double humidityPercent,
        @Nullable Integer connectorsAvailable,
        @Nullable Integer connectorsCharging,
        @Nullable Double powerWatts,
        @Nullable Double energyJoules,
        @Nullable Position position,
        @Nullable String firmware) {

    /** Event-time order, ties by fingerprint: the later one stands, whatever order they came in. */
    public static final Comparator<StationReport> EVENT_ORDER =
            Comparator.comparing(StationReport::observedAt).thenComparingLong(StationReport::fingerprint);

    public StationReport {
        if (observedAt.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException("observedAt must be in whole microseconds but is " + observedAt);
        }
    }
}
