package io.fleetport.application.thread;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does something again and again on a virtual thread of its own, with the same time between one end and the next begin. Safe to
 * use from many threads.
 */
public final class Recurring implements AutoCloseable {

    private final Runnable task;
    private final Duration every;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param every before each time, the first too
     * @param task must not throw: that would be the last time
     */
    public Recurring(String name, Duration every, Runnable task) {
        this.task = task;
        this.every = every;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                task.run();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether what is being done should come to its end. */
    public boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits for what is being done, after {@link #close}. @return whether it has ended, or was never begun */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return !thread.isAlive() || thread.join(patience);
    }

    /** It is not done again. What is being done goes on. */
    @Override
    public void close() {
        closing.countDown();
    }
}
