package io.fleetport.tesla.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.TeslaField;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of every topic in the decoded JSON form the reference server writes. Safe to use from many threads. */
final class JsonDecoder {

    private static final JsonFactory JSON = new JsonFactory();

    private final FieldSignals fields;

    JsonDecoder(FieldSignals fields) {
        this.fields = fields;
    }

    /** @throws IOException when the bytes are no JSON of the topic's shape */
    Decoded decode(String topic, byte[] record, boolean semi) throws IOException, MalformedRecord {
        try (JsonParser in = JSON.createParser(record)) {
            in.nextToken();
            expect(in, JsonToken.START_OBJECT);
            return record(topic, record, semi, in);
        }
    }

    private Decoded record(String topic, byte[] record, boolean semi, JsonParser in)
            throws IOException, MalformedRecord {
        SignalList signals = new SignalList(fields.size());
        Alarms alarms = new Alarms();
        String vin = "";
        @Nullable Instant createdAt = null;
        boolean resend = false;
        String connection = "";
        String networkInterface = "";
        int status = 0;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "data" -> each(in, item -> datum(item, record, semi, signals));
                case "alerts" -> each(in, item -> alert(item, alarms));
                case "errors" -> each(in, item -> error(item, alarms));
                case "createdAt" -> createdAt = time(in, false);
                case "vin" -> vin = text(in);
                case "isResend" -> resend = in.getBooleanValue();
                case "connectionId" -> connection = text(in);
                case "networkInterface" -> networkInterface = text(in);
                case "status" -> status = text(in).equals("CONNECTED") ? 1 : text(in).equals("DISCONNECTED") ? 2 : 0;
                default -> in.skipChildren();
            }
        }
        return switch (topic) {
            case Envelope.TOPIC_VALUES -> new Decoded(vin, createdAt, resend, signals.toList());
            case Envelope.TOPIC_CONNECTIVITY ->
                EventsDecoder.connection(vin, createdAt, connection, status, networkInterface);
            default -> new Decoded(vin, createdAt, false, alarms.toList());
        };
    }

    private void datum(JsonParser in, byte[] record, boolean semi, SignalList signals)
            throws IOException, MalformedRecord {
        int number = 0;
        String unknownName = "";
        RawValue value = new RawValue();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "key" -> {
                    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                        number = in.getIntValue();
                    } else {
                        String name = text(in);
                        Optional<TeslaField> field = TeslaField.find(name);
                        number = field.isPresent() ? field.get().number() : -1;
                        unknownName = field.isPresent() ? "" : name;
                    }
                }
                case "value" -> JsonValue.read(in, value);
                default -> in.skipChildren();
            }
        }
        FieldSignal field = fields.find(number);
        if (field != null) {
            signals.add(number, value.signal(field, semi, record));
        } else {
            signals.add(value.unrecognised(
                    unknownName.isEmpty() ? FieldSignals.unknown(number) : FieldSignals.unknown(unknownName), record));
        }
    }

    private static void alert(JsonParser in, Alarms alarms) throws IOException, MalformedRecord {
        String name = "";
        List<String> audiences = new ArrayList<>();
        @Nullable Instant startedAt = null;
        @Nullable Instant endedAt = null;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "name" -> name = text(in);
                case "audiences" -> {
                    expect(in, JsonToken.START_ARRAY);
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        audiences.add(
                                in.currentToken() == JsonToken.VALUE_NUMBER_INT
                                        ? Alarms.audience(in.getIntValue())
                                        : text(in));
                    }
                }
                case "startedAt" -> startedAt = time(in, true);
                case "endedAt" -> endedAt = time(in, true);
                default -> in.skipChildren();
            }
        }
        alarms.alert(name, audiences, startedAt, endedAt);
    }

    private static void error(JsonParser in, Alarms alarms) throws IOException, MalformedRecord {
        @Nullable Instant at = null;
        String name = "";
        String body = "";
        Map<String, String> tags = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "createdAt" -> at = time(in, false);
                case "name" -> name = text(in);
                case "body" -> body = text(in);
                case "tags" -> {
                    expect(in, JsonToken.START_OBJECT);
                    while (in.nextToken() != JsonToken.END_OBJECT) {
                        String key = in.currentName();
                        in.nextToken();
                        tags.put(key, text(in));
                    }
                }
                default -> in.skipChildren();
            }
        }
        alarms.error(name, at, body, tags);
    }

    private interface Item {
        void read(JsonParser in) throws IOException, MalformedRecord;
    }

    /** Every object of an array; null is an empty one. */
    private static void each(JsonParser in, Item item) throws IOException, MalformedRecord {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(in, JsonToken.START_ARRAY);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            expect(in, JsonToken.START_OBJECT);
            item.read(in);
        }
    }

    private static @Nullable Instant time(JsonParser in, boolean ofAlert) throws IOException, MalformedRecord {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return ofAlert ? Timestamps.parseAlert(text(in)) : Timestamps.parse(text(in));
    }

    static String text(JsonParser in) throws IOException, MalformedRecord {
        expect(in, JsonToken.VALUE_STRING);
        return in.getText();
    }

    static void expect(JsonParser in, JsonToken token) throws MalformedRecord {
        if (in.currentToken() != token) {
            throw new MalformedRecord("JSON has " + in.currentToken() + " where " + token + " belongs");
        }
    }
}
