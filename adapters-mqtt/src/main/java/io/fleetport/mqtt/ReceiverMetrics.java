package io.fleetport.mqtt;

import io.fleetport.application.port.in.Outcome;
import io.fleetport.mqtt.wire.MessageKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts messages of stations by what they are and what became of them. No tag tells a station. Safe to use from many threads. */
final class ReceiverMetrics {

    private static final String MESSAGES = "fleetport.stations.messages";

    private final Map<MessageKind, OfKind> kinds = new EnumMap<>(MessageKind.class);
    private final OfKind other;

    /** Messages on another station's topic that were not even kept as dead letters, because too many came at once. */
    final Counter dropped;

    ReceiverMetrics(MeterRegistry registry) {
        for (MessageKind kind : MessageKind.values()) {
            kinds.put(kind, new OfKind(kind.outwardName(), registry));
        }
        other = new OfKind("other", registry);
        dropped = counter("refused", "dropped", registry);
    }

    /** @param kind null for a topic on which stations say nothing */
    OfKind of(@Nullable MessageKind kind) {
        OfKind found = kind == null ? null : kinds.get(kind);
        return found == null ? other : found;
    }

    /** The counters of one kind of message. */
    static final class OfKind {
        private final Counter accepted;
        private final Counter duplicates;
        private final Counter deadLetters;
        /** Acknowledged, because there is nothing to keep of them. */
        final Counter ignored;

        OfKind(String kind, MeterRegistry registry) {
            accepted = counter(kind, "accepted", registry);
            duplicates = counter(kind, "duplicate", registry);
            deadLetters = counter(kind, "dead_letter", registry);
            ignored = counter(kind, "ignored", registry);
        }

        void settled(Outcome outcome) {
            switch (outcome) {
                case Outcome.Accepted accepted -> this.accepted.increment();
                case Outcome.Duplicate duplicate -> duplicates.increment();
                case Outcome.DeadLettered deadLettered -> deadLetters.increment();
            }
        }
    }

    private static Counter counter(String kind, String outcome, MeterRegistry registry) {
        return Counter.builder(MESSAGES)
                .description("Messages of stations by kind and by what became of them")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .register(registry);
    }
}
