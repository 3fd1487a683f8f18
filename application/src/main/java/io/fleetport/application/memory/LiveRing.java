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
 * overtaken is told so. Entries that readers at the end have had are packed. Safe to use from many threads.
 *
 * @param <E> an event, or what a bus makes of one; no {@code byte[]}
 */
public final class LiveRing<E> {

    private static final int MOST_AT_ONCE = 256;

    /** So many of the latest entries are not packed: whoever keeps up gets what was appended. */
    static final int FRESH = 1_024;

    /** What comes to a reader, one call at a time. */
    public interface Reader<E> {
        void next(long number, E entry);

        /** The ring went past where the reader was. Nothing follows. */
        void overtaken();
    }

    /** Entries, and bytes of those that are packed. */
    private final @Nullable Object[] slots;

    private final LivePacking<E> packing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long end = 1;
    /** Nothing before this is given out any more. */
    private long first = 1;

    /** @param size how many entries are held, 1 or more */
    public LiveRing(int size) {
        this(size, LivePacking.none());
    }

    /** @param size how many entries are held, 1 or more */
    LiveRing(int size, LivePacking<E> packing) {
        this.slots = new Object[size];
        this.packing = packing;
    }

    public void append(List<? extends E> entries) {
        lock.lock();
        try {
            for (int i = 0; i < entries.size(); i++) {
                slots[slot(end++)] = entries.get(i);
                pack(end - 1 - FRESH);
            }
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int slot(long number) {
        return (int) (number % slots.length);
    }

    private void pack(long number) {
        if (number < begin()) {
            return;
        }
        Object entry = slots[slot(number)];
        if (entry == null || entry instanceof byte[]) {
            return;
        }
        byte[] packed = packing.pack(held(entry));
        if (packed != null) {
            slots[slot(number)] = packed;
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
                @Nullable List<Object> some = await(next);
                if (some == null) {
                    reader.overtaken();
                    return;
                }
                for (Object entry : some) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    reader.next(next, held(entry));
                    next++;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable List<Object> await(long position) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (position >= end) {
                grown.await();
            }
            if (position < begin()) {
                return null;
            }
            int count = (int) Math.min(MOST_AT_ONCE, end - position);
            List<Object> some = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Object entry = slots[slot(position + i)];
                if (entry != null) {
                    some.add(entry);
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
        return entry instanceof byte[] packed ? packing.unpack(packed) : (E) entry;
    }
}
