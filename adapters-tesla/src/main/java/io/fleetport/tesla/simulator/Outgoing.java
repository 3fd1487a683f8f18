package io.fleetport.tesla.simulator;

import java.time.Instant;

/** Something a vehicle sends. The arrays are not copied. */
sealed interface Outgoing {

    /**
     * A record that is answered, and sent again until it is.
     *
     * @param observedAt event time; the envelope carries its whole seconds
     * @param payload of topic V without the mark of a resent record, which is appended when it is one
     */
    record Telemetry(String topic, Instant observedAt, byte[] payload) implements Outgoing {}

    /** A message that is wrong on purpose; nothing is expected back, and it is sent once. */
    record Malformed(byte[] bytes, boolean asText) implements Outgoing {}
}
