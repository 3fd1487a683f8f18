package io.fleetport.application.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * Limits of the intake. Every one is a bound on memory, on latency or on what is believed.
 *
 * @param shards threads that reduce and commit, each with its own queue; vehicles are spread by their id. 1 to 64
 * @param queuedDeliveries most deliveries waiting per shard; past that sources are told to stop reading
 * @param queuedBytes most raw bytes waiting per shard
 * @param batchDeliveries most deliveries in one commit
 * @param batchLinger how long a commit waits for company while the batch is not full, at least
 * @param longestLinger how long it waits at most; between the two three times as long as the commit before it took, so that a
 *     shard that has much to do gathers for three quarters of its time. Not shorter than {@code batchLinger}
 * @param horizon how much older than the vehicle's newest reading a reading may be
 * @param clockAhead how far ahead of our clock a vehicle's may run. Vehicles are known to run ahead by some five minutes
 *     just after waking up
 * @param earliest readings from before this are not believed
 * @param silence a vehicle not heard from for this long, whose newest reading is older than the trip rule allows, has
 *     its trip told as finished
 * @param residentVehicles most vehicles per shard whose standing stays in memory
 * @param residentStations most stations per shard whose standing stays in memory
 */
public record IntakeSettings(
        int shards,
        int queuedDeliveries,
        long queuedBytes,
        int batchDeliveries,
        Duration batchLinger,
        Duration longestLinger,
        Duration horizon,
        Duration clockAhead,
        Instant earliest,
        Duration silence,
        int residentVehicles,
        int residentStations) {

    /** Times of a commit that are waited for the next one: measured, docs/adr/0042. */
    private static final int GATHERING = 3;

    public static final IntakeSettings DEFAULT = new IntakeSettings(
            2,
            8_192,
            64L << 20,
            2_000,
            Duration.ofMillis(5),
            Duration.ofMillis(100),
            Duration.ofDays(2 * 366),
            Duration.ofMinutes(10),
            Instant.parse("2008-01-01T00:00:00Z"),
            Duration.ofSeconds(10),
            50_000,
            20_000);

    public IntakeSettings {
        require(shards >= 1 && shards <= 64, "shards must be within 1..64 but is " + shards);
        require(queuedDeliveries >= 1, "queuedDeliveries must be 1 or more but is " + queuedDeliveries);
        require(queuedBytes >= 1, "queuedBytes must be 1 or more but is " + queuedBytes);
        require(batchDeliveries >= 1, "batchDeliveries must be 1 or more but is " + batchDeliveries);
        require(!batchLinger.isNegative(), "batchLinger must not be negative but is " + batchLinger);
        require(
                longestLinger.compareTo(batchLinger) >= 0,
                "longestLinger must not be shorter than batchLinger, " + batchLinger + ", but is " + longestLinger);
        require(horizon.isPositive(), "horizon must be positive but is " + horizon);
        require(!clockAhead.isNegative(), "clockAhead must not be negative but is " + clockAhead);
        require(silence.isPositive(), "silence must be positive but is " + silence);
        require(residentVehicles >= 1, "residentVehicles must be 1 or more but is " + residentVehicles);
        require(residentStations >= 1, "residentStations must be 1 or more but is " + residentStations);
    }

    /** How long the next commit waits for company when the one before it took so long. */
    Duration lingerAfter(Duration took) {
        Duration wanted = took.multipliedBy(GATHERING);
        if (wanted.compareTo(batchLinger) < 0) {
            return batchLinger;
        }
        return wanted.compareTo(longestLinger) < 0 ? wanted : longestLinger;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
