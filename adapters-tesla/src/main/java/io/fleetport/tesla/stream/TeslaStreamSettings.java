package io.fleetport.tesla.stream;

import io.fleetport.tesla.identity.VehicleTrust;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How the stream server runs. {@link #defaults} fits production but for host and port.
 *
 * @param host address to listen on
 * @param port 0 to 65535; 0 takes a free one
 * @param threads event loops, 0 for one per processor
 * @param trust authorities of vehicles
 * @param mostConnections connections at a time, more are closed at once; at least 1
 * @param messages most messages per {@code interval} and connection before reading pauses; at least 1
 * @param interval see {@code messages}; positive
 * @param mostUnacknowledged messages of a connection on their way to being durable before reading pauses; at least 1
 * @param pingInterval between pings to a vehicle; positive
 * @param readTimeout a connection that has been silent for longer, pongs included, is closed; longer than the ping interval
 * @param drainSpread over how long connections are closed when the server stops, so that vehicles do not all come back at once
 * @param drainGrace how long a connection that is being closed waits for its outstanding acknowledgements
 * @param vehicleZone where the vehicles are, for the wall clocks inside values
 */
public record TeslaStreamSettings(
        String host,
        int port,
        int threads,
        VehicleTrust.BuiltIn trust,
        int mostConnections,
        int messages,
        Duration interval,
        int mostUnacknowledged,
        Duration pingInterval,
        Duration readTimeout,
        Duration drainSpread,
        Duration drainGrace,
        ZoneId vehicleZone) {

    /** @throws IllegalArgumentException naming the setting that is out of its range */
    public TeslaStreamSettings {
        check(port >= 0 && port <= 65_535, "port must be 0 to 65535 but is " + port);
        check(threads >= 0, "threads must be 0 or more but is " + threads);
        check(mostConnections >= 1, "mostConnections must be at least 1 but is " + mostConnections);
        check(messages >= 1, "messages must be at least 1 but is " + messages);
        check(interval.isPositive(), "interval must be positive but is " + interval);
        check(mostUnacknowledged >= 1, "mostUnacknowledged must be at least 1 but is " + mostUnacknowledged);
        check(pingInterval.isPositive(), "pingInterval must be positive but is " + pingInterval);
        check(
                readTimeout.compareTo(pingInterval) > 0,
                "readTimeout must be longer than pingInterval but is " + readTimeout);
        check(!drainSpread.isNegative(), "drainSpread must not be negative but is " + drainSpread);
        check(!drainGrace.isNegative(), "drainGrace must not be negative but is " + drainGrace);
    }

    /**
     * Port 443 on all addresses; 20,000 connections; 1,000 messages a second each (a vehicle sends two, and up to 5,000 after
     * an outage); 5,000 unacknowledged, which is as many as a vehicle keeps; a ping every 45 s, silence for 2 min ends it;
     * closing spread over 30 s, the back-off vehicles use at most.
     */
    public static TeslaStreamSettings defaults() {
        return new TeslaStreamSettings(
                "0.0.0.0",
                443,
                0,
                VehicleTrust.BuiltIn.PRODUCTION,
                20_000,
                1_000,
                Duration.ofSeconds(1),
                5_000,
                Duration.ofSeconds(45),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                ZoneOffset.UTC);
    }

    public TeslaStreamSettings withAddress(String newHost, int newPort) {
        return new TeslaStreamSettings(
                newHost,
                newPort,
                threads,
                trust,
                mostConnections,
                messages,
                interval,
                mostUnacknowledged,
                pingInterval,
                readTimeout,
                drainSpread,
                drainGrace,
                vehicleZone);
    }

    public TeslaStreamSettings withTrust(VehicleTrust.BuiltIn newTrust) {
        return new TeslaStreamSettings(
                host,
                port,
                threads,
                newTrust,
                mostConnections,
                messages,
                interval,
                mostUnacknowledged,
                pingInterval,
                readTimeout,
                drainSpread,
                drainGrace,
                vehicleZone);
    }

    public TeslaStreamSettings withThreads(int newThreads) {
        return new TeslaStreamSettings(
                host,
                port,
                newThreads,
                trust,
                mostConnections,
                messages,
                interval,
                mostUnacknowledged,
                pingInterval,
                readTimeout,
                drainSpread,
                drainGrace,
                vehicleZone);
    }

    public TeslaStreamSettings withLimits(
            int newMostConnections, int newMessages, Duration newInterval, int newMostUnacknowledged) {
        return new TeslaStreamSettings(
                host,
                port,
                threads,
                trust,
                newMostConnections,
                newMessages,
                newInterval,
                newMostUnacknowledged,
                pingInterval,
                readTimeout,
                drainSpread,
                drainGrace,
                vehicleZone);
    }

    public TeslaStreamSettings withPings(Duration newPingInterval, Duration newReadTimeout) {
        return new TeslaStreamSettings(
                host,
                port,
                threads,
                trust,
                mostConnections,
                messages,
                interval,
                mostUnacknowledged,
                newPingInterval,
                newReadTimeout,
                drainSpread,
                drainGrace,
                vehicleZone);
    }

    public TeslaStreamSettings withDrain(Duration newSpread, Duration newGrace) {
        return new TeslaStreamSettings(
                host,
                port,
                threads,
                trust,
                mostConnections,
                messages,
                interval,
                mostUnacknowledged,
                pingInterval,
                readTimeout,
                newSpread,
                newGrace,
                vehicleZone);
    }

    public TeslaStreamSettings withVehicleZone(ZoneId newZone) {
        return new TeslaStreamSettings(
                host,
                port,
                threads,
                trust,
                mostConnections,
                messages,
                interval,
                mostUnacknowledged,
                pingInterval,
                readTimeout,
                drainSpread,
                drainGrace,
                newZone);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
