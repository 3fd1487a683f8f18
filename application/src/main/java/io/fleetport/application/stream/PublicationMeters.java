package io.fleetport.application.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** Counts what goes into the stream. Safe to use from many threads. */
final class PublicationMeters {

    final Counter deliveries;
    final Counter entries;
    final Counter bytes;
    final Counter notTaken;
    final Counter failedPuts;
    final Counter tooLarge;
    private final Timer puts;

    PublicationMeters(MeterRegistry registry) {
        this.deliveries = counter("deliveries", "Deliveries the stream holds", registry);
        this.entries = counter("entries", "Entries the stream holds", registry);
        this.bytes = Counter.builder("fleetport.stream.bytes")
                .description("Bytes of entries the stream holds")
                .baseUnit("bytes")
                .register(registry);
        this.notTaken = counter("not.taken", "Entries the stream did not take, to be put again", registry);
        this.failedPuts = counter("failed.puts", "Puts that failed as a whole, to be made again", registry);
        this.tooLarge = counter("too.large", "Deliveries too large for an entry, passed on as dead letters", registry);
        this.puts = Timer.builder("fleetport.stream.put")
                .description("Duration of one put")
                .publishPercentileHistogram()
                .register(registry);
    }

    private static Counter counter(String name, String description, MeterRegistry registry) {
        return Counter.builder("fleetport.stream." + name)
                .description(description)
                .register(registry);
    }

    <T> T timed(Supplier<T> put) {
        return puts.record(put);
    }
}
