package io.fleetport.application.eventbus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts events of all organizations together. Safe to use from many threads. */
final class ForwardingMeters {

    private final Counter sent;
    private final Counter refused;
    private final Counter putOff;
    private final Counter failures;
    private final AtomicLong lagSeconds = new AtomicLong();

    ForwardingMeters(MeterRegistry registry) {
        sent = Counter.builder("fleetport.events.sent")
                .description("Events that the bus took")
                .register(registry);
        refused = Counter.builder("fleetport.events.refused")
                .description("Events that the bus refused for good")
                .register(registry);
        putOff = Counter.builder("fleetport.events.put.off")
                .description("Times that an event was not taken and is tried again, or waits behind one that is")
                .register(registry);
        failures = Counter.builder("fleetport.events.failures")
                .description("Batches of which nothing was taken, because the bus or the store was away")
                .register(registry);
        Gauge.builder("fleetport.events.lag", lagSeconds, AtomicLong::get)
                .description("Age of the oldest event that waits for the bus")
                .baseUnit("seconds")
                .register(registry);
    }

    void sent(int events) {
        sent.increment(events);
    }

    void refused() {
        refused.increment();
    }

    void putOff() {
        putOff.increment();
    }

    void failed() {
        failures.increment();
    }

    void lag(Duration age) {
        lagSeconds.set(Math.max(0, age.toSeconds()));
    }
}
