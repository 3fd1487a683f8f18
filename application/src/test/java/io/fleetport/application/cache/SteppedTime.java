package io.fleetport.application.cache;

import java.time.Duration;

/** Time that passes when told to, and while somebody sleeps. */
final class SteppedTime implements CachedReads.Waiting {

    private long now = Long.MAX_VALUE - 5;
    private Duration slept = Duration.ZERO;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void sleep(Duration time) {
        slept = slept.plus(time);
        pass(time);
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    Duration slept() {
        return slept;
    }
}
