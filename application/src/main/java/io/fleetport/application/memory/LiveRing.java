package io.fleetport.application.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest entries of one organization, numbered from 1 for ever. Readers go at their own pace; one that the ring has
 * overtaken is told so. Safe to use from many threads.
 *
 * @param <E> an event, or what a bus makes of one
 */
public final class LiveRing<E> {

    private static final int MOST_AT_ONCE = 256;

    /** What comes to a reader, one call at a time. */
    public interface Reader<E> {
        void next(long number, E entry);

        /** The ring went past where the reader was. Nothing follows. */
        void overtaken();
    }

    private final @Nullable Object[] slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long end = 1;
    /** Nothing before this is given out any more. */
    private long first = 1;

    /** @param size how many entries are held, 1 or more */
    public LiveRing(int size) {
        this.slots = new Object[size];
    }

    public void append(List<? extends E> entries) {
        lock.lock();
        try {
            for (int i = 0; i < entries.size(); i++) {
                slots[(int) (end++ % slots.length)] = entries.get(i);
            }
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number the next entry will get. */
    public long end() {
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

    /** Empties the ring when something in it is to be forgotten: numbers must not shift. @return how many entries were */
    long forgetIfAny(Predicate<E> gone) {
        lock.lock();
        try {
            long found = 0;
            for (Object entry : slots) {
                found += entry != null && gone.test(held(entry)) ? 1 : 0;
            }
            if (found > 0) {
                forget();
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Empties the ring. Numbers go on from where they were. */
    public void forget() {
        lock.lock();
        try {
            Arrays.fill(slots, null);
            first = end;
        } finally {
            lock.unlock();
        }
    }

    /** Hands entries from this number on to the reader as they come, until it is overtaken or its thread interrupted. */
    public void read(long begin, Reader<? super E> reader) {
        long next = begin;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                @Nullable List<E> some = await(next);
                if (some == null) {
                    reader.overtaken();
                    return;
                }
                for (E entry : some) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    reader.next(next, entry);
                    next++;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable List<E> await(long position) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (position >= end) {
                grown.await();
            }
            if (position < begin()) {
                return null;
            }
            int count = (int) Math.min(MOST_AT_ONCE, end - position);
            List<E> some = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Object entry = slots[(int) ((position + i) % slots.length)];
                if (entry != null) {
                    some.add(held(entry));
                }
            }
            return some;
        } finally {
            lock.unlock();
        }
    }

    /** Only {@link #append} puts anything into the slots. */
    @SuppressWarnings("unchecked")
    private E held(Object entry) {
        return (E) entry;
    }
}
