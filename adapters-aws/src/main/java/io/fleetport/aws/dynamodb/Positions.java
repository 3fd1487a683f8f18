package io.fleetport.aws.dynamodb;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers what is committed: later is behind, also in the same microsecond. Those of several processes sort by their clocks, and
 * end with what each has drawn for itself, so that no two are the same. Safe to use from many threads.
 */
final class Positions {

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();
    private final String own;

    Positions(Clock clock) {
        this.clock = clock;
        own = String.format(Locale.ROOT, "%07x", ThreadLocalRandom.current().nextInt(1 << 28));
    }

    /** 24 characters. */
    String next() {
        long now = Math.multiplyExact(clock.millis(), 1_000L);
        return Key.digits(last.updateAndGet(before -> Math.max(before + 1, now))) + "-" + own;
    }
}
