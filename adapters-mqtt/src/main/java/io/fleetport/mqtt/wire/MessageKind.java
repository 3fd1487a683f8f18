package io.fleetport.mqtt.wire;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a station can say, by the topic below its own. */
public enum MessageKind {
    TELEMETRY("telemetry"),
    SLOTS("slots"),
    EVENTS("events"),
    STATUS("status"),
    RESULTS("commands/results");

    private static final Map<String, MessageKind> BY_TOPIC =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.topic, Function.identity()));

    private final String topic;

    MessageKind(String topic) {
        this.topic = topic;
    }

    /** Null for a topic on which stations say nothing. */
    public static @Nullable MessageKind find(String topic) {
        return BY_TOPIC.get(topic);
    }

    /** Below the station's own topic. */
    public String topic() {
        return topic;
    }

    /** As outward names spell it. */
    public String outwardName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
