package io.fleetport.mqtt.simulator;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What a station needs of an MQTT client, whatever the version of the protocol. The client keeps what was published until it is
 * acknowledged, and publishes it again after each reconnect, whether the broker still knows the session or not.
 */
interface MqttSession {

    /** Begins to connect, and goes on until it succeeds or {@link #close}. */
    void open();

    /**
     * Publishes at QoS 1. Completes when acknowledged; with {@link Refused} when the broker answered with an error, and with
     * anything else when the client could not take it.
     */
    CompletableFuture<Void> publish(String topic, byte[] payload, boolean retain);

    /** Subscribes at QoS 1; once for the life of the session. What comes goes to the listener. */
    void subscribe(String topic);

    /** Closes the connection without a word, as a failing modem does, so that the broker publishes the last will. */
    void drop();

    /** Says goodbye and closes; the last will is not published. */
    CompletableFuture<Void> close();

    /** Hears of the connection, on threads of the client. */
    interface Listener {
        long NEVER_AGAIN = -1;

        void connected();

        /**
         * The connection ended, or an attempt failed.
         *
         * @param attempts how many attempts failed in a row
         * @return how long to wait before the next attempt, in milliseconds, or {@link #NEVER_AGAIN}
         */
        long disconnected(int attempts);
    }

    /** The broker answered a message with an error. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /**
     * Makes sessions of one run.
     *
     * @see MqttSessions
     */
    interface Factory {
        MqttSession session(
                StationTopics topics,
                StationCredentials.Credential credential,
                byte[] will,
                Listener listener,
                Consumer<byte[]> received);
    }
}
