package io.fleetport.mqtt.simulator;

import java.time.Instant;

/**
 * One message of a station.
 *
 * @param topic below the station's own, for instance {@code events}
 * @param observedAt when it was so
 * @param payload not copied, must not change
 * @param intendedNanos when it should be sent, by {@link System#nanoTime()}
 */
record Outgoing(String topic, Instant observedAt, byte[] payload, long intendedNanos) {}
