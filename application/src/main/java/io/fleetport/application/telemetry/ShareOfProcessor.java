package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.Throttle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Works for a share of a processor's time: each piece and the rest after it take so long together that the piece was so much of
 * it. Waiting for a disk, or for a processor that others have, is rest already.
 */
final class ShareOfProcessor implements Throttle {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final double share;
    private final CountDownLatch noMoreRests;
    private long begun;
    private long workedBefore;

    /**
     * The first piece of work begins now. To be made by the thread that works, which must not be a virtual one.
     *
     * @param share above 0; at 1 there are no rests
     * @param noMoreRests from then on it is worked without
     */
    ShareOfProcessor(double share, CountDownLatch noMoreRests) {
        this.share = share;
        this.noMoreRests = noMoreRests;
        begin();
    }

    private void begin() {
        begun = System.nanoTime();
        workedBefore = THREADS.getCurrentThreadCpuTime();
    }

    @Override
    public void worked() {
        long worked = THREADS.getCurrentThreadCpuTime() - workedBefore;
        long took = System.nanoTime() - begun;
        try {
            noMoreRests.await((long) (worked / share) - took, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // for whoever waits next in this thread
        }
        begin();
    }
}
