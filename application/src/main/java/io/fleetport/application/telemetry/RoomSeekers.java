package io.fleetport.application.telemetry;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Those who found a queue full and want to be told when there is room again. Safe to use from many threads. */
public final class RoomSeekers {

    private final Queue<Runnable> seekers = new ConcurrentLinkedQueue<>();

    public void add(Runnable resume) {
        seekers.add(resume);
    }

    /** Cheaper to ask than whether there is room. */
    public boolean isEmpty() {
        return seekers.isEmpty();
    }

    /** Tells those who wait now: one that finds the queue full again comes back and must not be told in a circle. */
    public void tell() {
        for (int left = seekers.size(); left > 0; left--) {
            @Nullable Runnable resume = seekers.poll();
            if (resume == null) {
                return;
            }
            resume.run();
        }
    }
}
