package io.fleetport.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.bootstrap.http.CallerBuckets.Verdict;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many requests a caller has left. */
class CallerBucketsTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final CallerBuckets buckets = new CallerBuckets(2, 4, 8, now::get);

    @Test
    void aBurstIsAllowedAndThenAsManyASecondAsTheRate() {
        for (int left = 3; left >= 0; left--) {
            assertThat(buckets.take("a")).isEqualTo(new Verdict(true, left, (4 - left + 1) / 2, 0));
        }
        assertThat(buckets.take("a")).isEqualTo(new Verdict(false, 0, 2, 1));
        pass(500);
        assertThat(buckets.take("a").allowed()).isTrue();
        assertThat(buckets.take("a").allowed()).isFalse();
        pass(60_000);
        assertThat(buckets.take("a")).isEqualTo(new Verdict(true, 3, 1, 0));
    }

    @Test
    void whatIsRefusedCostsNothing() {
        for (int i = 0; i < 100; i++) {
            buckets.take("a");
        }
        pass(500);
        assertThat(buckets.take("a").allowed()).isTrue();
    }

    @Test
    void callersDoNotShare() {
        for (int i = 0; i < 5; i++) {
            buckets.take("a");
        }
        assertThat(buckets.take("a").allowed()).isFalse();
        assertThat(buckets.take("b").allowed()).isTrue();
    }

    @Test
    void noMoreCallersAreRememberedThanAllowed() {
        for (int i = 0; i < 1_000; i++) {
            buckets.take("caller-" + i);
            assertThat(buckets.callers()).isLessThanOrEqualTo(8);
        }
        pass(10_000);
        buckets.take("one more");
        buckets.take("another");
        assertThat(buckets.callers()).isLessThanOrEqualTo(8);
    }

    private void pass(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
