package io.fleetport.application.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShareOfTimeTest {

    @Test
    void restsThreeTimesAsLongAsItWorkedForAQuarterOfTheTime() throws Exception {
        ShareOfTime share = new ShareOfTime(0.25, new CountDownLatch(1));
        Thread.sleep(10);
        long worked = System.nanoTime();

        share.worked();

        assertThat(System.nanoTime() - worked).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
    }
}
