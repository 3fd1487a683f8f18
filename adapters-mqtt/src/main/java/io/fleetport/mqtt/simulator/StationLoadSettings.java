package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.util.Locale;

/**
 * A made-up load of telemetry.
 *
 * @param stations how many, 1 to 100,000; each holds a connection of its own
 * @param messagesPerSecond of all together; at most 500 for each station
 * @param duration how long messages are sent, once every station has tried to connect
 * @param warmUp for so long at the beginning of {@code duration} neither rate nor latencies are counted
 */
public record StationLoadSettings(
        int stations, double messagesPerSecond, Duration duration, Duration warmUp, ClientSettings client) {

    /** The timestamps of a station are whole milliseconds and all different. */
    private static final double MOST_PER_STATION = 500;

    public StationLoadSettings {
        ClientSettings.requireWithin("stations", stations, 1, 100_000);
        ClientSettings.requirePositive("duration", duration);
        if (!(messagesPerSecond > 0 && messagesPerSecond <= MOST_PER_STATION * stations)) {
            throw new IllegalArgumentException(
                    "messagesPerSecond must be positive and at most 500 for each station but is " + messagesPerSecond);
        }
        if (warmUp.isNegative() || warmUp.compareTo(duration) >= 0) {
            throw new IllegalArgumentException("warmUp must be shorter than duration but is " + warmUp);
        }
    }

    /** No warm-up. */
    public static StationLoadSettings of(
            int stations, double messagesPerSecond, Duration duration, ClientSettings client) {
        return new StationLoadSettings(stations, messagesPerSecond, duration, Duration.ZERO, client);
    }

    public StationLoadSettings withWarmUp(Duration uncounted) {
        return new StationLoadSettings(stations, messagesPerSecond, duration, uncounted, client);
    }

    /** The id of a station, by its number from 0. */
    static String stationId(int station) {
        return String.format(Locale.ROOT, "L-%06d", station + 1);
    }
}
