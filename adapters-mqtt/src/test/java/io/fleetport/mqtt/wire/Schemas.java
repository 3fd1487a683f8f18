package io.fleetport.mqtt.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The published schemas, as a vendor's validator reads them. */
final class Schemas {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String PLACE = "/schemas/stations/v1/";

    private static final Map<String, JsonSchema> KNOWN = new ConcurrentHashMap<>();

    private Schemas() {}

    static String nameOf(MessageKind kind) {
        return switch (kind) {
            case TELEMETRY, SLOTS, EVENTS, STATUS -> kind.topic();
            case RESULTS -> "command-result";
        };
    }

    static Set<ValidationMessage> complaints(String schema, JsonNode message) {
        return KNOWN.computeIfAbsent(schema, Schemas::read)
                .validate(message, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    static JsonNode parse(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode source(String schema) {
        try (InputStream in = open(schema)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema read(String schema) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        SchemaLocation.of("https://fleet.example" + PLACE + schema + ".schema.json"), source(schema));
    }

    private static InputStream open(String schema) {
        InputStream in = Schemas.class.getResourceAsStream(PLACE + schema + ".schema.json");
        if (in == null) {
            throw new IllegalArgumentException("no schema " + schema);
        }
        return in;
    }
}
