package io.fleetport.application.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts what comes out of the stream. Safe to use from many threads. */
final class ConsumptionMeters {

    final Counter entries;
    final Counter deliveries;
    final Counter ownerless;
    final Timer age;

    ConsumptionMeters(MeterRegistry registry) {
        this.entries = Counter.builder("fleetport.stream.read.entries")
                .description("Entries read from the stream, again after a crash")
                .register(registry);
        this.deliveries = Counter.builder("fleetport.stream.read.deliveries")
                .description("Deliveries read from the stream, again after a crash")
                .register(registry);
        this.ownerless = Counter.builder("fleetport.stream.read.ownerless")
                .description("Entries that tell nobody whose they are, kept as dead letters of the operator")
                .register(registry);
        this.age = Timer.builder("fleetport.stream.read.age")
                .description("How long an entry was in the stream when it was read; what grows cannot keep up")
                .publishPercentileHistogram()
                .register(registry);
    }
}
