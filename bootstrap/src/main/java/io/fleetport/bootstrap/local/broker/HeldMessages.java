package io.fleetport.bootstrap.local.broker;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of all stations together is on its way to being durable. A message counts until it is, also when its connection
 * has ended: it still takes memory. Reading stops a little past the bounds, by what one read brings. Safe to use from many
 * threads.
 */
final class HeldMessages {

    private final int mostMessages;
    private final long mostBytes;
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Runnable> paused = new ConcurrentLinkedQueue<>();

    HeldMessages(int mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    void add(int size) {
        messages.incrementAndGet();
        bytes.addAndGet(size);
    }

    void remove(int size) {
        messages.decrementAndGet();
        bytes.addAndGet(-size);
        wake();
    }

    boolean isFull() {
        return messages.get() >= mostMessages || bytes.get() >= mostBytes;
    }

    /** Runs it once there is room again, perhaps at once. */
    void whenRoom(Runnable resume) {
        paused.add(resume);
        wake();
    }

    private void wake() {
        while (!isFull()) {
            Runnable resume = paused.poll();
            if (resume == null) {
                return;
            }
            resume.run();
        }
    }

    int messages() {
        return messages.get();
    }

    long bytes() {
        return bytes.get();
    }
}
