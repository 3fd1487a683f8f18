package io.fleetport.application.webhook;

import io.fleetport.application.port.out.WebhookSender.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts deliveries of all organizations together. Safe to use from many threads. */
final class WebhookMeters {

    private final Counter delivered;
    private final Counter givenUp;
    private final Counter paused;
    private final Map<Failure, Counter> failed = new EnumMap<>(Failure.class);
    private final AtomicLong lagSeconds = new AtomicLong();

    WebhookMeters(MeterRegistry registry) {
        delivered = Counter.builder("fleetport.webhooks.delivered")
                .description("Events that a receiver took")
                .register(registry);
        givenUp = Counter.builder("fleetport.webhooks.given.up")
                .description("Events that failed for so long that they are not tried any more")
                .register(registry);
        paused = Counter.builder("fleetport.webhooks.paused")
                .description("Webhooks that were paused because nothing came through, or because they are gone")
                .register(registry);
        for (Failure failure : Failure.values()) {
            failed.put(
                    failure,
                    Counter.builder("fleetport.webhooks.failed")
                            .description("Attempts to deliver an event that failed")
                            .tag("failure", failure.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        Gauge.builder("fleetport.webhooks.lag", lagSeconds, AtomicLong::get)
                .description("Age of the oldest event that waits for a webhook that is not paused")
                .baseUnit("seconds")
                .register(registry);
    }

    void delivered() {
        delivered.increment();
    }

    void failed(Failure failure) {
        Counter counter = failed.get(failure);
        if (counter != null) {
            counter.increment();
        }
    }

    void givenUp() {
        givenUp.increment();
    }

    void paused() {
        paused.increment();
    }

    void lag(Duration age) {
        lagSeconds.set(Math.max(0, age.toSeconds()));
    }
}
