package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.Throttle;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Works for a share of the time and rests for what is left of it. What it waits for, such as a database, works meanwhile and so counts. */
final class ShareOfTime implements Throttle {

    /** A piece that takes long for want of a processor, or of a disk, needs no rest for as many times as long. */
    private static final long LONGEST_REST_NANOS = Duration.ofMillis(50).toNanos();

    private final double share;
    private final CountDownLatch noMoreRests;
    private long begun = System.nanoTime();

    /**
     * The first piece of work begins now.
     *
     * @param share above 0; at 1 there are no rests
     * @param noMoreRests from then on it is worked without
     */
    ShareOfTime(double share, CountDownLatch noMoreRests) {
        this.share = share;
        this.noMoreRests = noMoreRests;
    }

    @Override
    public void worked() {
        long took = System.nanoTime() - begun;
        try {
            noMoreRests.await(Math.min((long) (took / share) - took, LONGEST_REST_NANOS), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // for whoever waits next in this thread
        }
        begun = System.nanoTime();
    }
}
