package io.fleetport.mqtt.simulator;

import java.time.Duration;

/**
 * How often things happen at a made-up station. Rates are averages over a day; swaps and charging follow two rush hours.
 *
 * @param swapsPerDay vehicles that come to swap a pack, 0 to 2,000
 * @param sessionsPerDay vehicles that come to charge, of each connector, 0 to 500
 * @param abortedShare of swaps that are aborted, 0 to 1
 * @param unfinishedShare of swaps of which nothing more is heard, 0 to 1
 * @param faultsPerDay slots and connectors that fail, 0 to 1,000
 * @param disconnectsPerDay connections that break without a word, 0 to 10,000
 * @param longestAway how long a broken connection stays away at most
 * @param largestDrift how far a station's clock is off at most
 */
public record StationHabits(
        double swapsPerDay,
        double sessionsPerDay,
        double abortedShare,
        double unfinishedShare,
        double faultsPerDay,
        double disconnectsPerDay,
        Duration longestAway,
        Duration largestDrift) {

    /** 60 swaps, 6 sessions a connector, 4 % aborted, 1 % unfinished, a fault every other day, 4 disconnects of up to 20 s, 3 s. */
    public static final StationHabits DEFAULT =
            new StationHabits(60, 6, 0.04, 0.01, 0.5, 4, Duration.ofSeconds(20), Duration.ofSeconds(3));

    public StationHabits {
        requireWithin("swapsPerDay", swapsPerDay, 2000);
        requireWithin("sessionsPerDay", sessionsPerDay, 500);
        requireWithin("abortedShare", abortedShare, 1);
        requireWithin("unfinishedShare", unfinishedShare, 1);
        requireWithin("faultsPerDay", faultsPerDay, 1000);
        requireWithin("disconnectsPerDay", disconnectsPerDay, 10_000);
        if (longestAway.isNegative()
                || longestAway.toMillis() > Duration.ofHours(1).toMillis()) {
            throw new IllegalArgumentException("longestAway must be within 0..1 h but is " + longestAway);
        }
        if (largestDrift.isNegative() || largestDrift.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("largestDrift must be within 0..5 min but is " + largestDrift);
        }
    }

    private static void requireWithin(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(name + " must be within 0.." + most + " but is " + value);
        }
    }
}
