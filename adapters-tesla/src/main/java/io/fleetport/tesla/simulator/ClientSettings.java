package io.fleetport.tesla.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a simulated vehicle behaves on its connection.
 *
 * @param window most records sent and not yet answered, 1 to 5000 (what a vehicle keeps while it is offline)
 * @param firstBackoff pause before the first reconnect; doubles with each failure, varied by up to half
 * @param longestBackoff where the doubling stops
 * @param ackTimeout records waiting for an answer, and none coming for this long: the vehicle reconnects and sends them again
 */
public record ClientSettings(int window, Duration firstBackoff, Duration longestBackoff, Duration ackTimeout) {

    /** A vehicle keeps up to this many records (Tesla's documentation of fleet telemetry). */
    public static final int LARGEST_WINDOW = 5000;

    /** 64 records, back-off from 100 ms to the 30 s of a real vehicle, 30 s of patience. */
    public static final ClientSettings DEFAULT =
            new ClientSettings(64, Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofSeconds(30));

    public ClientSettings {
        if (window < 1 || window > LARGEST_WINDOW) {
            throw new IllegalArgumentException("window must be within 1.." + LARGEST_WINDOW + " but is " + window);
        }
        requirePositive("firstBackoff", firstBackoff);
        requirePositive("longestBackoff", longestBackoff);
        requirePositive("ackTimeout", ackTimeout);
    }

    public ClientSettings withWindow(int records) {
        return new ClientSettings(records, firstBackoff, longestBackoff, ackTimeout);
    }

    public ClientSettings withAckTimeout(Duration patience) {
        return new ClientSettings(window, firstBackoff, longestBackoff, patience);
    }

    /** How long to pause after so many failures in a row, from 0: doubling, and varied so that a fleet does not march in step. */
    Duration backoff(int failures, RandomGenerator random) {
        long pause = Math.min(longestBackoff.toMillis(), firstBackoff.toMillis() << Math.min(failures, 20));
        return Duration.ofMillis(pause / 2 + random.nextLong(pause / 2 + 1));
    }

    static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive but is " + value);
        }
    }
}
