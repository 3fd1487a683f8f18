package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Where the broker is, and how simulated stations behave towards it.
 *
 * @param host as its certificate names it
 * @param port of MQTT over TLS
 * @param window most messages of a station that are sent and not yet acknowledged, 1 to 65,535
 * @param keepAlive a station says something at least this often, 1 s to 18 h
 * @param firstBackoff pause before the first reconnect; doubles with each failure, varied by up to half
 * @param longestBackoff where the doubling stops
 * @param handshakesAtOnce most stations connecting at the same time
 * @param threads that carry the connections
 * @param giveUpAfter end when something is owed and nothing at all moves for so long
 */
public record ClientSettings(
        String host,
        int port,
        ProtocolVersion version,
        int window,
        Duration keepAlive,
        Duration firstBackoff,
        Duration longestBackoff,
        int handshakesAtOnce,
        int threads,
        Duration giveUpAfter) {

    /** How many packet identifiers MQTT has. */
    private static final int LARGEST_WINDOW = 65_535;

    public ClientSettings {
        requireWithin("port", port, 1, 65_535);
        requireWithin("window", window, 1, LARGEST_WINDOW);
        requireWithin("handshakesAtOnce", handshakesAtOnce, 1, 10_000);
        requireWithin("threads", threads, 1, 64);
        requirePositive("firstBackoff", firstBackoff);
        requirePositive("longestBackoff", longestBackoff);
        requirePositive("giveUpAfter", giveUpAfter);
        requireWithin("keepAlive in seconds", (int) Math.min(Integer.MAX_VALUE, keepAlive.toSeconds()), 1, 65_535);
    }

    /** MQTT 5, 32 messages in flight, one thread, 32 handshakes at a time, back-off from 200 ms to 30 s, a minute of patience. */
    public static ClientSettings of(String host, int port) {
        return new ClientSettings(
                host,
                port,
                ProtocolVersion.MQTT_5,
                32,
                Duration.ofSeconds(60),
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                32,
                1,
                Duration.ofMinutes(1));
    }

    public ClientSettings withVersion(ProtocolVersion other) {
        return new ClientSettings(
                host,
                port,
                other,
                window,
                keepAlive,
                firstBackoff,
                longestBackoff,
                handshakesAtOnce,
                threads,
                giveUpAfter);
    }

    public ClientSettings withWindow(int messages) {
        return new ClientSettings(
                host,
                port,
                version,
                messages,
                keepAlive,
                firstBackoff,
                longestBackoff,
                handshakesAtOnce,
                threads,
                giveUpAfter);
    }

    public ClientSettings withGiveUpAfter(Duration patience) {
        return new ClientSettings(
                host,
                port,
                version,
                window,
                keepAlive,
                firstBackoff,
                longestBackoff,
                handshakesAtOnce,
                threads,
                patience);
    }

    /** How long to pause after so many failures in a row, from 0: doubling, and varied so that stations do not march in step. */
    Duration backoff(int failures, RandomGenerator random) {
        long pause = Math.min(longestBackoff.toMillis(), firstBackoff.toMillis() << Math.min(failures, 20));
        return Duration.ofMillis(pause / 2 + random.nextLong(pause / 2 + 1));
    }

    static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive but is " + value);
        }
    }

    static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be within " + least + ".." + most + " but is " + value);
        }
    }
}
