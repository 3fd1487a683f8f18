package io.fleetport.bootstrap.local.broker;

import io.fleetport.mqtt.link.StationMessages;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The stations' presence. A last will is published by the broker itself and passes no connection of a station, so statuses
 * are taken from a subscription, wills and others alike and in one order: the will of a connection that has died cannot
 * overtake the status of its successor.
 *
 * <p>A station's own status is still acknowledged only after it is durable: its connection says what it expects to come out
 * of the subscription. Two equal payloads on one topic are one and the same here; whichever is durable, so is the other.
 *
 * <p>Safe to use from many threads.
 */
final class Statuses implements StationMessages {

    private final StationMessages messages;
    private final Map<String, Deque<Expected>> expected = new HashMap<>();

    Statuses(StationMessages messages) {
        this.messages = messages;
    }

    /** Waits for it to become durable, at most until cancelled. */
    Expected expect(String topic, byte[] payload, Runnable durable) {
        Expected one = new Expected(topic, payload, durable);
        synchronized (expected) {
            expected.computeIfAbsent(topic, unknown -> new ArrayDeque<>()).add(one);
        }
        return one;
    }

    @Override
    public boolean offer(String topic, byte[] payload, Instant receivedAt, Runnable acknowledge) {
        return messages.offer(topic, payload, receivedAt, () -> {
            acknowledge.run();
            durable(topic, payload);
        });
    }

    @Override
    public void whenRoom(String topic, Runnable resume) {
        messages.whenRoom(topic, resume);
    }

    private void durable(String topic, byte[] payload) {
        Expected found = null;
        synchronized (expected) {
            Iterator<Expected> line =
                    expected.getOrDefault(topic, new ArrayDeque<>()).iterator();
            while (found == null && line.hasNext()) {
                Expected one = line.next();
                if (Arrays.equals(one.payload, payload)) {
                    found = one;
                }
            }
        }
        if (found != null) {
            found.cancel();
            found.durable.run();
        }
    }

    /** A status on its way through the broker. */
    final class Expected {

        private final String topic;
        private final byte[] payload;
        private final Runnable durable;

        private Expected(String topic, byte[] payload, Runnable durable) {
            this.topic = topic;
            this.payload = payload;
            this.durable = durable;
        }

        void cancel() {
            synchronized (expected) {
                Deque<Expected> line = expected.get(topic);
                if (line != null) {
                    line.remove(this);
                    if (line.isEmpty()) {
                        expected.remove(topic);
                    }
                }
            }
        }
    }
}
