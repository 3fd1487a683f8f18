package io.fleetport.bootstrap.local.broker;

import java.time.Duration;

/**
 * How the embedded broker runs. {@link #defaults} fits a local server.
 *
 * @param port on loopback, 1 to 65535; 0 takes a free one and stays with it from start to start
 * @param mostConnections stations connected at a time, at least 1
 * @param mostUnacknowledged messages of one connection on their way to being durable, 1 to 65535. MQTT 5 stations are told
 *     so; of others reading pauses.
 * @param mostHeldMessages messages of all stations together on their way before reading pauses, at least 1
 * @param mostHeldBytes the same in bytes, at least {@code largestPacket}
 * @param largestPacket larger ones end the connection; 1,024 to 268,435,460 bytes. It should be well above what is taken, so
 *     that a message that is a little too large can be told so.
 * @param longestHold a connection whose oldest message waits for longer is closed without acknowledging it, so that the
 *     station sends it again; positive
 */
public record EmbeddedBrokerSettings(
        int port,
        int mostConnections,
        int mostUnacknowledged,
        int mostHeldMessages,
        long mostHeldBytes,
        int largestPacket,
        Duration longestHold) {

    /** @throws IllegalArgumentException naming the setting that is out of its range */
    public EmbeddedBrokerSettings {
        check(port >= 0 && port <= 65_535, "port must be 0 to 65535 but is " + port);
        check(mostConnections >= 1, "mostConnections must be at least 1 but is " + mostConnections);
        check(
                mostUnacknowledged >= 1 && mostUnacknowledged <= 65_535,
                "mostUnacknowledged must be 1 to 65535 but is " + mostUnacknowledged);
        check(mostHeldMessages >= 1, "mostHeldMessages must be at least 1 but is " + mostHeldMessages);
        check(
                largestPacket >= 1_024 && largestPacket <= 268_435_460,
                "largestPacket must be 1024 to 268435460 but is " + largestPacket);
        check(mostHeldBytes >= largestPacket, "mostHeldBytes must be at least largestPacket but is " + mostHeldBytes);
        check(longestHold.isPositive(), "longestHold must be positive but is " + longestHold);
    }

    /**
     * A free port; 10,000 connections; 50 messages on their way each, 100,000 and 128 MiB together; packets up to 1 MiB; ten
     * minutes.
     */
    public static EmbeddedBrokerSettings defaults() {
        return new EmbeddedBrokerSettings(0, 10_000, 50, 100_000, 128L << 20, 1 << 20, Duration.ofMinutes(10));
    }

    public EmbeddedBrokerSettings withPort(int newPort) {
        return new EmbeddedBrokerSettings(
                newPort,
                mostConnections,
                mostUnacknowledged,
                mostHeldMessages,
                mostHeldBytes,
                largestPacket,
                longestHold);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
