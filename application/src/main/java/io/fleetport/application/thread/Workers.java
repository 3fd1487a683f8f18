package io.fleetport.application.thread;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Platform threads that end together. For one thread at a time. */
public final class Workers {

    /** For one that was interrupted. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final List<Thread> threads = new ArrayList<>();

    public void start(String name, Runnable work) {
        threads.add(Thread.ofPlatform().name(name).start(work));
    }

    /**
     * Waits for all, who have been told to end; interrupts those who have not by then.
     *
     * @param patience for all of them together
     */
    public void awaitEnd(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(LAST_WORDS);
            }
        }
    }
}
