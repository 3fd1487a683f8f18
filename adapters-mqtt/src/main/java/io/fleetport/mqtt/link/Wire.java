package io.fleetport.mqtt.link;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A connection to a broker in one version of MQTT, which comes back by itself. Safe to use from many threads. */
interface Wire {

    /** Connects, now and whenever the connection is lost, until {@link #disconnect}. */
    void connect();

    /** At QoS 1. Fails when the broker refuses one of the filters. */
    CompletableFuture<Void> subscribe(List<String> filters);

    /** At QoS 1, completing with the broker's acknowledgement. */
    CompletableFuture<Void> publish(String topic, byte[] payload, Duration expiry);

    boolean isConnected();

    /** Leaves for now. The session stays at the broker. */
    CompletableFuture<Void> disconnect();

    /** Is told what happens on the wire, on its thread: quick. */
    interface Listener {
        void connected();

        /**
         * The connection is over, or could not be made.
         *
         * @return whether to try again
         */
        boolean disconnected(Throwable cause);

        void received(Received message);
    }

    /**
     * @param atMostOnce whether it may be dropped
     * @param acknowledge to run at most once. Acknowledgements reach the broker in the order of the messages, so an early
     *     message holds back the later ones; those of an earlier connection do not reach it at all.
     */
    record Received(String topic, byte[] payload, boolean atMostOnce, Runnable acknowledge) {}
}
