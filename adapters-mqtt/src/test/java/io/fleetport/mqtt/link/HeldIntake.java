package io.fleetport.mqtt.link;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An intake whose commits happen when the test says so, and that has no room for the stations the test names. */
final class HeldIntake implements StationMessages {

    private final List<String> taken = new ArrayList<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final Set<String> full = new HashSet<>();
    private boolean committing = true;

    @Override
    public synchronized boolean offer(String topic, byte[] payload, Instant receivedAt, Runnable acknowledge) {
        if (full.stream().anyMatch(topic::startsWith)) {
            return false;
        }
        taken.add(topic + " " + new String(payload, StandardCharsets.UTF_8));
        if (committing) {
            acknowledge.run();
        } else {
            held.add(acknowledge);
        }
        return true;
    }

    @Override
    public synchronized void whenRoom(String topic, Runnable resume) {
        if (full.stream().anyMatch(topic::startsWith)) {
            waiting.add(resume);
        } else {
            resume.run();
        }
    }

    synchronized void hold() {
        committing = false;
    }

    synchronized void release() {
        committing = true;
        held.forEach(Runnable::run);
        held.clear();
    }

    synchronized void fill(String topicPrefix) {
        full.add(topicPrefix);
    }

    synchronized void makeRoom() {
        full.clear();
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
    }

    synchronized boolean isWaitedFor() {
        return !waiting.isEmpty();
    }

    synchronized List<String> taken() {
        return List.copyOf(taken);
    }
}
