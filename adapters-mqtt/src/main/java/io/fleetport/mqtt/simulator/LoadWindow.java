package io.fleetport.mqtt.simulator;

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
    private int freeCount;

    LoadWindow(int size) {
        pending = new Pending[size];
        free = new int[size];
        for (int i = 0; i < size; i++) {
            free[i] = size - 1 - i;
        }
        freeCount = size;
    }

    boolean hasRoom() {
        return freeCount > 0;
    }

    int count() {
        return pending.length - freeCount;
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

    /** The identifiers something waits under. */
    int[] packetIds() {
        int[] ids = new int[count()];
        int found = 0;
        for (int i = 0; i < pending.length; i++) {
            if (pending[i] != null) {
                ids[found++] = i + 1;
            }
        }
        return ids;
    }
}
