package io.fleetport.mqtt.link;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Sends to stations. Safe to call from many threads. */
public interface StationDownlink {

    /**
     * Publishes at QoS 1, not retained.
     *
     * @param expiry for how long the broker may keep it for a station that is away, positive; MQTT 3.1.1 knows no expiry, so
     *     the payload must say it too
     * @return completes when the broker has acknowledged it, exceptionally when the broker is away or does not acknowledge
     *     in time. Then it may or may not reach the station.
     */
    CompletionStage<Void> send(String topic, byte[] payload, Duration expiry);
}
