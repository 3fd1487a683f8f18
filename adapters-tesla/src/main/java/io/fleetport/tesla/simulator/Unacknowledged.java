package io.fleetport.tesla.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one connection that have not been answered yet, by their consecutive numbers. Answers may come in any
 * order; room comes back with the oldest. Used by one thread.
 */
final class Unacknowledged {

    /** A record on its way. */
    static final class Pending {
        final Outgoing.Telemetry record;
        /** When it should have been sent. */
        final long intendedNanos;
        /** When it was sent first. */
        final long sentNanos;

        Pending(Outgoing.Telemetry record, long intendedNanos, long sentNanos) {
            this.record = record;
            this.intendedNanos = intendedNanos;
            this.sentNanos = sentNanos;
        }
    }

    private final int capacity;
    /** Grows with need: most of ten thousand vehicles wait for one or two answers. Length is a power of two. */
    private @Nullable Pending[] ring = new Pending[8];

    private long oldest;
    private long next;
    private int count;

    Unacknowledged(int capacity) {
        this.capacity = capacity;
    }

    boolean hasRoom() {
        return next - oldest < capacity;
    }

    int count() {
        return count;
    }

    /** Keeps the record and gives its number on this connection, from 0. */
    long add(Pending pending) {
        if (next - oldest == ring.length) {
            grow();
        }
        ring[slot(next)] = pending;
        count++;
        return next++;
    }

    /** Whether this connection has sent a record of this number. */
    boolean hasSent(long number) {
        return number >= 0 && number < next;
    }

    /** Takes out the record of this number; null when it was answered before or never sent. */
    @Nullable
    Pending settle(long number) {
        if (number < oldest || number >= next) {
            return null;
        }
        Pending settled = ring[slot(number)];
        if (settled != null) {
            ring[slot(number)] = null;
            count--;
            while (oldest < next && ring[slot(oldest)] == null) {
                oldest++;
            }
        }
        return settled;
    }

    /** Takes out all, oldest first, and begins to number from 0 again: a new connection. */
    List<Pending> restart() {
        List<Pending> all = new ArrayList<>(count);
        for (long number = oldest; number < next; number++) {
            Pending pending = ring[slot(number)];
            if (pending != null) {
                all.add(pending);
                ring[slot(number)] = null;
            }
        }
        oldest = 0;
        next = 0;
        count = 0;
        return all;
    }

    private int slot(long number) {
        return (int) (number & ring.length - 1);
    }

    private void grow() {
        @Nullable Pending[] old = ring;
        ring = new Pending[old.length * 2];
        for (long number = oldest; number < next; number++) {
            ring[slot(number)] = old[(int) (number & old.length - 1)];
        }
    }
}
