package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.PortUnavailable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets so many writes through a second, one after the other rather than all at its beginning. Safe to use from many threads. */
final class Pace {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long nanosEach;
    private final LongSupplier clock;
    private final Waiting waiting;
    private long free;

    /** Lets time pass. */
    @FunctionalInterface
    interface Waiting {
        void nanos(long nanos) throws InterruptedException;
    }

    /** @param perSecond 1 to 1,000,000 */
    Pace(int perSecond) {
        this(perSecond, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    Pace(int perSecond, LongSupplier clock, Waiting waiting) {
        if (perSecond < 1 || perSecond > 1_000_000) {
            throw new IllegalArgumentException("perSecond must be within 1..1000000 but is " + perSecond);
        }
        this.nanosEach = SECOND / perSecond;
        this.clock = clock;
        this.waiting = waiting;
        this.free = clock.getAsLong();
    }

    /** Returns when it is the turn of so many writes. */
    void await(int writes) {
        long wait;
        synchronized (this) {
            long now = clock.getAsLong();
            if (free - now < 0) { // the clock may overflow
                free = now;
            }
            wait = free - now;
            free += writes * nanosEach;
        }
        if (wait > 0) {
            try {
                waiting.nanos(wait);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new PortUnavailable("interrupted while waiting for the turn of a write", interrupted);
            }
        }
    }
}
