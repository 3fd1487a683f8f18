package io.fleetport.mqtt.link;

import java.time.Instant;

/** Takes what stations publish. Safe to call from many threads. */
public interface StationMessages {

    /**
     * Takes a message unless there is no room. Messages of one station are taken in the order of the calls.
     *
     * @param topic the whole topic as published, for instance {@code ev/station/S-1/telemetry}
     * @param payload belongs to the taker from now on
     * @param acknowledge runs exactly once when the message, or its dead letter, is durable, and never before; on some
     *     thread, and quick
     * @return false when there is no room: nothing was taken, and nothing more of that station must be offered until
     *     {@link #whenRoom} says so
     */
    boolean offer(String topic, byte[] payload, Instant receivedAt, Runnable acknowledge);

    /** Runs {@code resume} once there may be room again for the station of this topic, perhaps at once; on some thread, and quick. */
    void whenRoom(String topic, Runnable resume);
}
