package io.fleetport.aws.elasticache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ByteAllowanceTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final ByteAllowance allowance = new ByteAllowance(100, now::get);

    @Test
    void asMuchAsThereIsRoomForInASecondAndThenAgain() {
        assertThat(allowance.take(60)).isTrue();
        assertThat(allowance.take(41)).isFalse();
        assertThat(allowance.take(40)).isTrue();
        assertThat(allowance.take(1)).isFalse();
        now.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);
        assertThat(allowance.take(1)).isFalse();
        now.addAndGet(1);
        assertThat(allowance.take(100)).isTrue();
        assertThat(allowance.take(1)).isFalse();
    }

    @Test
    void twoLargeNumbersAreNotASmallOne() {
        ByteAllowance large = new ByteAllowance(Integer.MAX_VALUE, now::get);
        assertThat(large.take(Integer.MAX_VALUE)).isTrue();
        assertThat(large.take(Integer.MAX_VALUE)).isFalse();
    }
}
