package io.fleetport.application.memory;

import io.fleetport.application.port.out.LiveEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The latest events of one organization, numbered from 1 for ever. Safe to use from many threads. */
final class LiveRing {

    private static final int MOST_AT_ONCE = 256;

    private final @Nullable LiveEvent[] slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long end = 1;
    /** Nothing before this is given out any more. */
    private long first = 1;

    LiveRing(int size) {
        this.slots = new LiveEvent[size];
    }

    void append(List<LiveEvent> events) {
        lock.lock();
        try {
            for (int i = 0; i < events.size(); i++) {
                slots[(int) (end++ % slots.length)] = events.get(i);
            }
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number the next event will get. */
    long end() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** Whether one can go on reading at this position. */
    boolean holds(long position) {
        lock.lock();
        try {
            return position <= end && position >= begin();
        } finally {
            lock.unlock();
        }
    }

    private long begin() {
        return Math.max(first, end - slots.length);
    }

    /** Empties the ring when something in it is to be forgotten: numbers must not shift. @return how many events were */
    long forgetIfAny(Predicate<LiveEvent> gone) {
        lock.lock();
        try {
            long found = 0;
            for (LiveEvent event : slots) {
                found += event != null && gone.test(event) ? 1 : 0;
            }
            if (found > 0) {
                Arrays.fill(slots, null);
                first = end;
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for events from this position on; null when the ring has overtaken it. */
    @Nullable
    List<LiveEvent> await(long position) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (position >= end) {
                grown.await();
            }
            if (position < begin()) {
                return null;
            }
            int count = (int) Math.min(MOST_AT_ONCE, end - position);
            List<LiveEvent> some = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                LiveEvent event = slots[(int) ((position + i) % slots.length)];
                if (event != null) {
                    some.add(event);
                }
            }
            return some;
        } finally {
            lock.unlock();
        }
    }
}
