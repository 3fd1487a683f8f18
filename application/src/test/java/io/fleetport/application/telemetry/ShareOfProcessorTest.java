package io.fleetport.application.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShareOfProcessorTest {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Test
    void aPieceAndItsRestTakeFourTimesThePieceForAQuarterOfAProcessor() {
        long began = System.nanoTime();
        ShareOfProcessor share = new ShareOfProcessor(0.25, new CountDownLatch(1));
        long worked = work();

        share.worked();

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(4 * worked);
    }

    /** Of the processor's time. */
    private long work() {
        long before = threads.getCurrentThreadCpuTime();
        long worked = 0;
        while (worked < TimeUnit.MILLISECONDS.toNanos(20)) {
            worked = threads.getCurrentThreadCpuTime() - before;
        }
        return worked;
    }
}
