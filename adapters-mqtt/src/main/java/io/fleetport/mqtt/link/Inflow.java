package io.fleetport.mqtt.link;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands messages on in the order of each station and acknowledges each when it is durable. While there is no room for a
 * station its messages wait here, unacknowledged, and so does everything behind them at the broker once the receive maximum
 * is reached. That cannot lock up: room comes from commits, and a commit waits for no acknowledgement of the broker.
 *
 * <p>All methods but {@link Held#settle} run on one thread, the executor's.
 */
final class Inflow {

    private final StationMessages messages;
    private final Executor executor;
    private final Clock clock;
    private final LinkMetrics metrics;
    private final int stationLevel;

    /** By station, oldest first. A station is in here as long as one of its messages waits. */
    private final Map<String, Deque<Held>> waiting = new HashMap<>();

    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    Inflow(StationMessages messages, Executor executor, Clock clock, LinkMetrics metrics, String topicPrefix) {
        this.messages = messages;
        this.executor = executor;
        this.clock = clock;
        this.metrics = metrics;
        this.stationLevel = topicPrefix.length() + 1;
    }

    /** Messages that are not acknowledged yet. */
    int held() {
        return metrics.held.get();
    }

    void take(Wire.Received received) {
        Held message = hold(received);
        String station = station(received.topic());
        Deque<Held> before = waiting.get(station);
        if (before != null) {
            before.add(message);
        } else if (!message.offer()) {
            metrics.pauses.increment();
            waiting.put(station, new ArrayDeque<>(Set.of(message)));
            awaitRoom(station, message);
        }
    }

    /** Holds it without handing it on, until the connection is over. */
    Held hold(Wire.Received received) {
        Held message = new Held(received, clock.instant());
        held.add(message);
        metrics.held.incrementAndGet();
        return message;
    }

    private void awaitRoom(String station, Held first) {
        // By way of the executor even when there is room at once: each call then starts from a flat stack.
        messages.whenRoom(first.received.topic(), () -> executor.execute(() -> goOn(station)));
    }

    private void goOn(String station) {
        Deque<Held> line = waiting.get(station);
        if (line == null) {
            return;
        }
        for (Held message = line.peek(); message != null; message = line.peek()) {
            if (!message.offer()) {
                awaitRoom(station, message);
                return;
            }
            line.remove();
        }
        waiting.remove(station);
    }

    /**
     * Lets go of everything, because the connection is over: what was not acknowledged on it comes again on the next one. What
     * was handed on already becomes durable all the same, and is then recognised as a duplicate.
     */
    void forget() {
        waiting.clear();
        held.forEach(Held::settle);
    }

    private String station(String topic) {
        int end = topic.indexOf('/', Math.min(stationLevel, topic.length()));
        return end < 0 ? topic : topic.substring(0, end);
    }

    final class Held {

        private final Wire.Received received;
        private final Instant at;
        private final AtomicBoolean settled = new AtomicBoolean();

        Held(Wire.Received received, Instant at) {
            this.received = received;
            this.at = at;
        }

        boolean offer() {
            return messages.offer(received.topic(), received.payload(), at, this::acknowledge);
        }

        void acknowledge() {
            if (settle()) {
                metrics.acknowledged.increment();
            }
        }

        /** Frees the client's place for the message. On a connection that is over nothing is sent. */
        boolean settle() {
            if (!settled.compareAndSet(false, true)) {
                return false;
            }
            held.remove(this);
            metrics.held.decrementAndGet();
            received.acknowledge().run();
            return true;
        }
    }
}
