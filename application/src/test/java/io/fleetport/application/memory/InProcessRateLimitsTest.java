package io.fleetport.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.RateLimitsContract;
import io.fleetport.application.port.out.RateLimits;
import io.fleetport.application.port.out.RateLimits.Rate;
import io.fleetport.application.port.out.RateLimits.Verdict;
import io.fleetport.application.port.out.RateLimits.Wanted;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InProcessRateLimitsTest implements RateLimitsContract {

    private static final OrganizationId ACME = new OrganizationId("acme");

    private final InProcessRateLimits usual = new InProcessRateLimits(1_000, System::nanoTime);
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final InProcessRateLimits timed = new InProcessRateLimits(8, now::get);

    @Override
    public RateLimits limits() {
        return usual;
    }

    @Test
    void aBurstIsAllowedAndThenAsManyASecondAsTheRate() {
        for (int left = 3; left >= 0; left--) {
            assertThat(take("a")).isEqualTo(new Verdict(true, left, (4 - left + 1) / 2, 0));
        }
        assertThat(take("a")).isEqualTo(new Verdict(false, 0, 2, 1));
        pass(500);
        assertThat(take("a").allowed()).isTrue();
        assertThat(take("a").allowed()).isFalse();
        pass(60_000);
        assertThat(take("a")).isEqualTo(new Verdict(true, 3, 1, 0));
    }

    @Test
    void whatIsRefusedCostsNothing() {
        for (int i = 0; i < 100; i++) {
            take("a");
        }
        pass(500);
        assertThat(take("a").allowed()).isTrue();
    }

    @Test
    void noMoreBucketsAreRememberedThanAllowed() {
        for (int i = 0; i < 1_000; i++) {
            take("caller-" + i);
            assertThat(timed.buckets()).isLessThanOrEqualTo(8);
        }
        pass(10_000);
        take("one more");
        take("another");
        assertThat(timed.buckets()).isLessThanOrEqualTo(8);
    }

    private Verdict take(String caller) {
        return timed.take(List.of(new Wanted(RateLimitsContract.caller(ACME, caller), new Rate(2, 4))))
                .getFirst();
    }

    private void pass(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
