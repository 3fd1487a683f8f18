package io.fleetport.mqtt.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a station of a load has sent and not seen answered. A packet's identifier is its place plus one. Used by one thread. */
final class LoadWindow {

    /**
     * A message under way.
     *
     * @param number of the station's message, from 0
     */
    record Pending(long number, long intendedNanos, long sentNanos) {}

    private final @Nullable Pending[] pending;
    private final int[] free;
    /** What a connection that ended had carried, oldest first. */
    private final Deque<Pending> again = new ArrayDeque<>();

    private int freeCount;
    private int allowed;

    LoadWindow(int size) {
        allowed = size;
        pending = new Pending[size];
        free = new int[size];
        for (int i = 0; i < size; i++) {
            free[i] = size - 1 - i;
        }
        freeCount = size;
    }

    /** A broker takes no more than so many messages of a station at once. */
    void allow(int messages) {
        allowed = Math.clamp(messages, 1, pending.length);
    }

    boolean hasRoom() {
        return count() < allowed;
    }

    /** Messages under way. */
    int count() {
        return pending.length - freeCount;
    }

    /** Whether nothing is under way or to be sent again. */
    boolean isSettled() {
        return count() == 0 && again.isEmpty();
    }

    /** Returns the packet identifier; only when there is room. */
    int add(Pending message) {
        int place = free[--freeCount];
        pending[place] = message;
        return place + 1;
    }

    /** Takes out what was sent with this identifier, or null when nothing waits under it. */
    @Nullable
    Pending settle(int packetId) {
        int place = packetId - 1;
        if (place < 0 || place >= pending.length) {
            return null;
        }
        Pending settled = pending[place];
        if (settled != null) {
            pending[place] = null;
            free[freeCount++] = place;
        }
        return settled;
    }

    /** The connection ended: all that was under way is to be sent again. */
    void restart() {
        List<Pending> lost = new ArrayList<>(again);
        again.clear();
        for (int i = 0; i < pending.length; i++) {
            Pending settled = settle(i + 1);
            if (settled != null) {
                lost.add(settled);
            }
        }
        lost.sort(Comparator.comparingLong(Pending::number));
        again.addAll(lost);
    }

    /** Takes out the oldest message that is to be sent again, or null when there is none. */
    @Nullable
    Pending nextAgain() {
        return again.poll();
    }
}
