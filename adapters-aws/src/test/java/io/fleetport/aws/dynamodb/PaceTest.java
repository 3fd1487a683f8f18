package io.fleetport.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1); // a clock that is about to overflow
    private final List<Long> waited = new ArrayList<>();
    private final Pace pace = new Pace(100, now::get, nanos -> {
        waited.add(nanos);
        now.addAndGet(nanos);
    });

    @Test
    void eachWriteTakesItsTimeAndTheFirstDoesNotWait() {
        pace.await(25);
        pace.await(1);
        pace.await(1);

        assertThat(waited).containsExactly(250_000_000L, 10_000_000L);
    }

    @Test
    void whoHasNotWrittenForAWhileHasNothingSavedUp() {
        pace.await(1);
        now.addAndGet(60_000_000_000L);
        pace.await(1);
        pace.await(1);

        assertThat(waited).containsExactly(10_000_000L);
    }

    @Test
    void noWritesAtAllIsNoPace() {
        assertThatThrownBy(() -> new Pace(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
