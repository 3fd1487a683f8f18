package io.fleetport.bootstrap.local.broker;

import io.fleetport.mqtt.link.StationMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An intake whose commits happen when the test says so. */
final class HeldIntake implements StationMessages {

    /** One message that was taken. */
    record Taken(String topic, String text, Runnable acknowledge) {}

    private final List<Taken> taken = new ArrayList<>();
    private final Deque<Taken> held = new ArrayDeque<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean committing = true;
    private int room = Integer.MAX_VALUE;

    @Override
    public synchronized boolean offer(String topic, byte[] payload, Instant receivedAt, Runnable acknowledge) {
        if (room == 0) {
            return false;
        }
        room--;
        Taken message = new Taken(topic, new String(payload, StandardCharsets.UTF_8), acknowledge);
        taken.add(message);
        held.add(message);
        if (committing) {
            commit(Integer.MAX_VALUE);
        }
        return true;
    }

    @Override
    public synchronized void whenRoom(String topic, Runnable resume) {
        if (room > 0) {
            resume.run();
        } else {
            waiting.add(resume);
        }
    }

    /** Nothing becomes durable any more by itself. */
    synchronized void hold() {
        committing = false;
    }

    /** Everything becomes durable at once from now on. */
    synchronized void release() {
        committing = true;
        commit(Integer.MAX_VALUE);
    }

    /** The oldest messages become durable. */
    synchronized void commit(int count) {
        for (int i = 0; i < count && !held.isEmpty(); i++) {
            held.poll().acknowledge().run();
        }
    }

    /** The newest message becomes durable. */
    synchronized void commitNewest() {
        held.removeLast().acknowledge().run();
    }

    synchronized void setRoom(int messages) {
        room = messages;
        if (room > 0) {
            List<Runnable> all = List.copyOf(waiting);
            waiting.clear();
            all.forEach(Runnable::run);
        }
    }

    synchronized int held() {
        return held.size();
    }

    synchronized boolean isWaitedFor() {
        return !waiting.isEmpty();
    }

    synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    synchronized List<String> texts() {
        return taken.stream().map(Taken::text).toList();
    }

    synchronized List<String> textsOf(String topic) {
        return taken.stream()
                .filter(message -> message.topic().equals(topic))
                .map(Taken::text)
                .toList();
    }
}
