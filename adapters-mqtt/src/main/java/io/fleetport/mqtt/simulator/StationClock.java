package io.fleetport.mqtt.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time of made-up stations: begins in the past, goes fast until it has caught up with the clock, and then goes with it. */
final class StationClock {

    private final Clock clock;
    private final Instant begin;
    private final Instant started;
    private final double speedUp;

    StationClock(Clock clock, Duration back, double speedUp) {
        this.clock = clock;
        this.started = clock.instant();
        this.begin = started.minus(back);
        this.speedUp = speedUp;
    }

    Instant begin() {
        return begin;
    }

    Instant now() {
        Instant real = clock.instant();
        Duration passed = Duration.between(started, real);
        Instant fast = begin.plusNanos((long) ((double) passed.toNanos() * speedUp));
        return fast.isBefore(real) ? fast : real;
    }

    /** How long ago, by the clock, it was that time here. */
    long nanosSince(Instant then) {
        Instant now = now();
        double rate = now.isBefore(clock.instant()) ? speedUp : 1;
        return (long) (Duration.between(then, now).toNanos() / rate);
    }
}
