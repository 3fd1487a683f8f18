package io.fleetport.tesla.stream;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.tesla.wire.Envelope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the server counts. No name or tag tells a vehicle. Safe to use from many threads. */
final class StreamMetrics {

    private static final String PREFIX = "fleetport.tesla.";

    private final MeterRegistry registry;
    private final Counter values;
    private final Counter alerts;
    private final Counter errors;
    private final Map<DeadLetterReason, Counter> unusable = new EnumMap<>(DeadLetterReason.class);
    private final Map<Pause, Counter> pauses = new EnumMap<>(Pause.class);

    final AtomicInteger connections = new AtomicInteger();
    final Counter bytes;
    final Counter acknowledged;
    final Counter refused;
    final Counter unanswered;
    final Counter handshakesFailed;
    final Counter silent;

    StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        values = records(Envelope.TOPIC_VALUES);
        alerts = records(Envelope.TOPIC_ALERTS);
        errors = records(Envelope.TOPIC_ERRORS);
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            unusable.put(reason, registry.counter(PREFIX + "unusable", "reason", reason.outwardName()));
        }
        for (Pause pause : Pause.values()) {
            pauses.put(pause, registry.counter(PREFIX + "pauses", "cause", pause.outwardName()));
        }
        bytes = registry.counter(PREFIX + "received.bytes");
        acknowledged = registry.counter(PREFIX + "acknowledged");
        refused = registry.counter(PREFIX + "refused");
        unanswered = registry.counter(PREFIX + "unanswered");
        handshakesFailed = registry.counter(PREFIX + "handshakes.failed");
        silent = registry.counter(PREFIX + "connections.silent");
        Gauge.builder(PREFIX + "connections", connections, AtomicInteger::get).register(registry);
    }

    /** A record of a topic we have a meaning for. */
    void record(String topic) {
        (topic.equals(Envelope.TOPIC_VALUES) ? values : topic.equals(Envelope.TOPIC_ALERTS) ? alerts : errors)
                .increment();
    }

    void unusable(DeadLetterReason reason) {
        Counter counter = unusable.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    void paused(Pause pause) {
        Counter counter = pauses.get(pause);
        if (counter != null) {
            counter.increment();
        }
    }

    /** A connection that was not let in: {@code limit}, {@code unknown_host}, {@code draining}, {@code bad_request}. */
    void connectionRefused(String reason) {
        registry.counter(PREFIX + "connections.refused", "reason", reason).increment();
    }

    /**
     * A certificate that was not let in: {@code excluded}, {@code unauthorized}, {@code not_a_vehicle}, or
     * a verdict of {@link io.fleetport.application.port.in.AdmitVehicles}.
     */
    void identityRefused(String reason) {
        registry.counter(PREFIX + "identities.refused", "reason", reason).increment();
    }

    private Counter records(String topic) {
        return registry.counter(PREFIX + "records", "topic", topic);
    }
}
