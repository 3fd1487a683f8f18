package io.fleetport.application.usage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What one organization may still deliver at once, and who of it waits. Safe to use from many threads. */
final class Flow {

    private static final double NANOS = 1e9;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private double left = Double.MAX_VALUE; // full at first, whatever the rate
    private long atNanos;

    Flow(long nowNanos) {
        atNanos = nowNanos;
    }

    synchronized boolean take(int perSecond, long nowNanos) {
        fill(perSecond, nowNanos);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    /** Undoes a {@link #take} whose delivery was not let in after all. */
    synchronized void giveBack() {
        left++;
    }

    synchronized boolean has(int perSecond, long nowNanos) {
        fill(perSecond, nowNanos);
        return left >= 1;
    }

    synchronized void await(Runnable resume) {
        waiting.add(resume);
    }

    /** Those that may go on; each is likely to deliver something. */
    synchronized List<Runnable> next(int perSecond, long nowNanos) {
        fill(perSecond, nowNanos);
        List<Runnable> some = new ArrayList<>();
        for (long room = (long) left; room > 0; room--) {
            @Nullable Runnable resume = waiting.poll();
            if (resume == null) {
                break;
            }
            some.add(resume);
        }
        return some;
    }

    synchronized List<Runnable> all() {
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** A second's worth can be delivered at once. */
    private void fill(int perSecond, long nowNanos) {
        left = Math.min(perSecond, left + Math.max(0, nowNanos - atNanos) / NANOS * perSecond);
        atNanos = nowNanos;
    }
}
