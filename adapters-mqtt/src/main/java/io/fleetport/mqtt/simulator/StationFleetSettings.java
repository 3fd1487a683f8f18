package io.fleetport.mqtt.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Made-up stations.
 *
 * @param stations how many, 1 to 9,999
 * @param interval between two telemetry messages of a station, 100 ms to 1 h of the stations' time
 * @param back how long before now the stations' time begins; what happened since then is told first
 * @param speedUp how fast the stations' time goes until it has caught up with the clock; from then on it goes with it, so
 *     that no timestamp lies ahead
 * @param duration how long the stations speak, by the clock; zero is until they are stopped
 * @param zone whose rush hours they have
 * @param seed the same seed and begin give the same stations and the same day
 * @param mostKept a station that has so many messages unsent stands still until it can send again
 */
public record StationFleetSettings(
        int stations,
        Duration interval,
        Duration back,
        double speedUp,
        Duration duration,
        ZoneId zone,
        long seed,
        int mostKept,
        StationHabits habits,
        ClientSettings client,
        Clock clock) {

    public StationFleetSettings {
        ClientSettings.requireWithin("stations", stations, 1, 9_999);
        ClientSettings.requireWithin("mostKept", mostKept, 1, 1_000_000);
        if (interval.toMillis() < 100 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("interval must be within 100 ms..1 h but is " + interval);
        }
        if (back.isNegative()) {
            throw new IllegalArgumentException("back must not be negative but is " + back);
        }
        if (!(speedUp >= 1 && speedUp <= 1e6)) {
            throw new IllegalArgumentException("speedUp must be within 1..1000000 but is " + speedUp);
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative but is " + duration);
        }
    }

    /** From now on and until stopped, in UTC, with the habits most stations have. */
    public static StationFleetSettings of(int stations, Duration interval, ClientSettings client) {
        return new StationFleetSettings(
                stations,
                interval,
                Duration.ZERO,
                1,
                Duration.ZERO,
                ZoneOffset.UTC,
                1,
                10_000,
                StationHabits.DEFAULT,
                client,
                Clock.systemUTC());
    }

    /** Begins in the past and catches up. */
    public StationFleetSettings from(Duration ago, double speed) {
        return new StationFleetSettings(
                stations, interval, ago, speed, duration, zone, seed, mostKept, habits, client, clock);
    }

    public StationFleetSettings withDuration(Duration speaking) {
        return new StationFleetSettings(
                stations, interval, back, speedUp, speaking, zone, seed, mostKept, habits, client, clock);
    }

    public StationFleetSettings withZone(ZoneId other) {
        return new StationFleetSettings(
                stations, interval, back, speedUp, duration, other, seed, mostKept, habits, client, clock);
    }

    public StationFleetSettings withSeed(long other) {
        return new StationFleetSettings(
                stations, interval, back, speedUp, duration, zone, other, mostKept, habits, client, clock);
    }

    public StationFleetSettings withHabits(StationHabits others) {
        return new StationFleetSettings(
                stations, interval, back, speedUp, duration, zone, seed, mostKept, others, client, clock);
    }
}
