package io.fleetport.bootstrap.local.broker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What the broker counts. No name or tag tells a station. Safe to use from many threads. */
final class BrokerMetrics {

    private static final String PREFIX = "fleetport.broker.";

    final AtomicInteger connections = new AtomicInteger();
    final Counter received;
    final Counter acknowledged;
    final Counter refusedPublishes;
    final Counter refusedSubscriptions;
    final Counter refusedConnections;
    final Counter pausedForStation;
    final Counter pausedForRoom;
    final Counter pausedForMemory;
    final Counter heldTooLong;

    BrokerMetrics(MeterRegistry registry, HeldMessages held) {
        received = registry.counter(PREFIX + "received");
        acknowledged = registry.counter(PREFIX + "acknowledged");
        refusedPublishes = registry.counter(PREFIX + "refused", "what", "publish");
        refusedSubscriptions = registry.counter(PREFIX + "refused", "what", "subscribe");
        refusedConnections = registry.counter(PREFIX + "refused", "what", "connect");
        pausedForStation = registry.counter(PREFIX + "pauses", "cause", "unacknowledged");
        pausedForRoom = registry.counter(PREFIX + "pauses", "cause", "no_room");
        pausedForMemory = registry.counter(PREFIX + "pauses", "cause", "held");
        heldTooLong = registry.counter(PREFIX + "held.too.long");
        Gauge.builder(PREFIX + "connections", connections, AtomicInteger::get).register(registry);
        Gauge.builder(PREFIX + "held.messages", held, HeldMessages::messages).register(registry);
        Gauge.builder(PREFIX + "held.bytes", held, HeldMessages::bytes)
                .baseUnit("bytes")
                .register(registry);
    }
}
