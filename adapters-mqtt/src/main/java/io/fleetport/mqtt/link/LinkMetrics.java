package io.fleetport.mqtt.link;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What a link counts, told apart by its client id. Safe to use from many threads. */
final class LinkMetrics {

    private static final String PREFIX = "fleetport.mqtt.link.";

    final AtomicInteger connected = new AtomicInteger();
    final AtomicInteger held = new AtomicInteger();
    final Counter received;
    final Counter acknowledged;
    final Counter dropped;
    final Counter pauses;
    final Counter reconnects;

    LinkMetrics(MeterRegistry registry, String link) {
        received = registry.counter(PREFIX + "received", "link", link);
        acknowledged = registry.counter(PREFIX + "acknowledged", "link", link);
        dropped = registry.counter(PREFIX + "dropped", "link", link);
        pauses = registry.counter(PREFIX + "pauses", "link", link);
        reconnects = registry.counter(PREFIX + "reconnects", "link", link);
        Gauge.builder(PREFIX + "connected", connected, AtomicInteger::get)
                .tag("link", link)
                .register(registry);
        Gauge.builder(PREFIX + "held", held, AtomicInteger::get)
                .tag("link", link)
                .register(registry);
    }
}
