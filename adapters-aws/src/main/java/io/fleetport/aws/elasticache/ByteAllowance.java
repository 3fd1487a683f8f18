package io.fleetport.aws.elasticache;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** So many bytes in a second, and no more. Safe to use from many threads. */
final class ByteAllowance {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long perSecond;
    private final LongSupplier nanoTime;
    private long secondBegan;
    private long taken;

    /** @param nanoTime as {@link System#nanoTime} */
    ByteAllowance(long perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.secondBegan = nanoTime.getAsLong();
    }

    /** Whether there was room for as many in this second, which is less from then on. */
    synchronized boolean take(int bytes) {
        long now = nanoTime.getAsLong();
        if (now - secondBegan >= SECOND) {
            secondBegan = now;
            taken = 0;
        }
        if (taken + bytes > perSecond) {
            return false;
        }
        taken += bytes;
        return true;
    }
}
