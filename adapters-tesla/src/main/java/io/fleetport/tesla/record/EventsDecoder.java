package io.fleetport.tesla.record;

import com.google.protobuf.CodedInputStream;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts, errors and connections in their protobuf form. Stateless. Every method throws when the bytes are none of its form. */
final class EventsDecoder {

    private EventsDecoder() {}

    /** Reads one element of a list. */
    @FunctionalInterface
    private interface Element {
        void read(CodedInputStream in, Alarms alarms) throws IOException;
    }

    static Decoded alerts(byte[] record) throws IOException {
        return list(record, EventsDecoder::alert);
    }

    static Decoded errors(byte[] record) throws IOException {
        return list(record, EventsDecoder::error);
    }

    /** Both lists carry their time and vehicle in the same places. */
    private static Decoded list(byte[] record, Element element) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(record);
        Alarms alarms = new Alarms();
        String vin = "";
        @Nullable Instant createdAt = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | 2 -> element.read(in, alarms);
                case 2 << 3 | 2 -> createdAt = Protobuf.timestamp(in, Timestamps::of);
                case 3 << 3 | 2 -> vin = in.readStringRequireUtf8();
                default -> Protobuf.skip(in, tag);
            }
        }
        return new Decoded(vin, createdAt, false, alarms.toList());
    }

    static Decoded connectivity(byte[] record) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(record);
        String vin = "";
        String connection = "";
        String networkInterface = "";
        int status = 0;
        @Nullable Instant createdAt = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | 2 -> vin = in.readStringRequireUtf8();
                case 2 << 3 | 2 -> connection = in.readStringRequireUtf8();
                case 3 << 3 -> status = in.readEnum();
                case 4 << 3 | 2 -> createdAt = Protobuf.timestamp(in, Timestamps::of);
                case 5 << 3 | 2 -> networkInterface = in.readStringRequireUtf8();
                default -> Protobuf.skip(in, tag);
            }
        }
        return connection(vin, createdAt, connection, status, networkInterface);
    }

    /** A status that is neither connected (1) nor disconnected (2) tells nothing. */
    static Decoded connection(
            String vin, @Nullable Instant createdAt, String connection, int status, String networkInterface) {
        List<Signal> signals = status == 1 || status == 2
                ? List.of(new Signal.Connection(Signals.CONNECTION, connection, status == 1, networkInterface))
                : List.of();
        return new Decoded(vin, createdAt, false, signals);
    }

    private static void alert(CodedInputStream in, Alarms alarms) throws IOException {
        int limit = Protobuf.enter(in);
        String name = "";
        List<String> audiences = new ArrayList<>();
        @Nullable Instant startedAt = null;
        @Nullable Instant endedAt = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | 2 -> name = in.readStringRequireUtf8();
                case 2 << 3 -> audiences.add(Alarms.audience(in.readEnum()));
                case 2 << 3 | 2 -> {
                    int packed = Protobuf.enter(in);
                    while (!in.isAtEnd()) {
                        audiences.add(Alarms.audience(in.readEnum()));
                    }
                    in.popLimit(packed);
                }
                case 3 << 3 | 2 -> startedAt = Protobuf.timestamp(in, Timestamps::ofAlert);
                case 4 << 3 | 2 -> endedAt = Protobuf.timestamp(in, Timestamps::ofAlert);
                default -> Protobuf.skip(in, tag);
            }
        }
        in.popLimit(limit);
        alarms.alert(name, audiences, startedAt, endedAt);
    }

    private static void error(CodedInputStream in, Alarms alarms) throws IOException {
        int limit = Protobuf.enter(in);
        @Nullable Instant at = null;
        String name = "";
        String body = "";
        Map<String, String> tags = new LinkedHashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | 2 -> at = Protobuf.timestamp(in, Timestamps::of);
                case 2 << 3 | 2 -> name = in.readStringRequireUtf8();
                case 3 << 3 | 2 -> tag(in, tags);
                case 4 << 3 | 2 -> body = in.readStringRequireUtf8();
                default -> Protobuf.skip(in, tag);
            }
        }
        in.popLimit(limit);
        alarms.error(name, at, body, tags);
    }

    private static void tag(CodedInputStream in, Map<String, String> tags) throws IOException {
        int limit = Protobuf.enter(in);
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | 2 -> key = in.readStringRequireUtf8();
                case 2 << 3 | 2 -> value = in.readStringRequireUtf8();
                default -> Protobuf.skip(in, tag);
            }
        }
        in.popLimit(limit);
        tags.put(key, value);
    }
}
