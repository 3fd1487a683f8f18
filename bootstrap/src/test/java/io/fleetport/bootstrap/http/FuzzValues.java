package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes values that fit a schema, values that nearly do, and values that nobody should send. Not safe to share. */
final class FuzzValues {

    private static final List<String> ODD = List.of(
            "",
            " ",
            "null",
            "true",
            "-1",
            "0",
            "1",
            "1001",
            "2147483648",
            "99999999999999999999",
            "1e400",
            "-0.0",
            "NaN",
            "Infinity",
            "0x10",
            "1_000",
            "١٢",
            "2026-13-45T99:99:99Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "2026-01-31T08:00:00+18:00",
            "2026-01-31",
            "+999999999-12-31",
            "Europe/Nowhere",
            "+18:00",
            "P1D",
            "PT0S",
            "PT-1S",
            "P106751991167300DT15H30M7S",
            "999999999d",
            "0s",
            "1s",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "1-1-1-1-1",
            "91,181",
            "90,180",
            "NaN,NaN",
            ",",
            "47.1,8.5",
            "47.1,8.5,1",
            "a\u0000b",
            "\r\nSet-Cookie: a=b",
            "'; drop table vehicle; --",
            "../../etc/passwd",
            "%00",
            "%2e%2e%2f",
            "${jndi:ldap://x}",
            "<script>",
            "🚗🔋",
            "\u202egnirts",
            "ﷺ".repeat(40),
            "ß",
            "a,b,,c",
            "*",
            "\"",
            "\\",
            "{}",
            "[1]",
            "W/\"x\"",
            "x".repeat(300),
            "9".repeat(1_000),
            "ü".repeat(1_500));

    private static final List<String> BROKEN_BODIES = List.of(
            "",
            " ",
            "null",
            "true",
            "0",
            "\"text\"",
            "[]",
            "[[]]",
            "[1,2",
            "{",
            "{}",
            "{\"a\"}",
            "nonsense",
            "{\"a\":1}{\"b\":2}",
            "[".repeat(5_000),
            "{\"a\":".repeat(5_000),
            "{\"station_id\":\"S\",\"station_id\":\"T\"}",
            "\ufeff{}",
            "{\"command\":" + "9".repeat(2_000) + "}",
            "{\"name\":\"" + "x".repeat(100_000) + "\"}",
            "{\"limit_percent\":1e999}",
            "{\"latitude\":NaN}",
            "{\"name\":\"\\ud800\"}",
            "{\"\":null}",
            "<a/>");

    private final Random random;
    private final ApiDocument api;

    FuzzValues(Random random, ApiDocument api) {
        this.random = random;
        this.api = api;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    String odd() {
        return oneOf(ODD);
    }

    /** A text for a parameter that fits its schema. */
    String text(JsonNode schema) {
        JsonNode value = fitting(schema, 0);
        return value.isNull() ? "" : value.asText();
    }

    byte[] body(JsonNode schema) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        if (kind <= 2) {
            return oneOf(BROKEN_BODIES).getBytes(StandardCharsets.UTF_8);
        }
        JsonNode fitting = fitting(schema, 0);
        if (kind <= 6) {
            mutate(fitting);
        }
        byte[] body = fitting.toString().getBytes(StandardCharsets.UTF_8);
        return kind == 7 ? java.util.Arrays.copyOf(body, random.nextInt(body.length + 1)) : body;
    }

    private void mutate(JsonNode node) {
        if (node instanceof ArrayNode array && !array.isEmpty()) {
            mutate(array.get(random.nextInt(array.size())));
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "name" : oneOf(names);
        switch (random.nextInt(7)) {
            case 0 -> object.remove(name);
            case 1 -> object.put(name, odd());
            case 2 -> object.put(name, random.nextLong());
            case 3 -> object.putNull(name);
            case 4 -> object.put(odd(), odd());
            case 5 -> object.putArray(name).add(1).addObject().put("a", odd());
            default -> object.putObject(name).put("a", random.nextDouble() * 1e300);
        }
    }

    private JsonNode fitting(JsonNode given, int depth) {
        JsonNode schema = api.resolved(given);
        JsonNodeFactory make = JsonNodeFactory.instance;
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.has(choice)) {
                return fitting(
                        schema.get(choice).get(random.nextInt(schema.get(choice).size())), depth);
            }
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        if (schema.has("examples") && chance(60)) {
            return schema.get("examples").get(0);
        }
        return switch (typeOf(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> {
                ArrayNode array = make.arrayNode();
                for (int i = random.nextInt(4); i > 0 && depth < 5; i--) {
                    array.add(fitting(schema.path("items"), depth + 1));
                }
                yield array;
            }
            case "integer" -> make.numberNode((long) between(schema));
            case "number" -> make.numberNode(between(schema));
            case "boolean" -> make.booleanNode(random.nextBoolean());
            case "null" -> make.nullNode();
            default -> make.textNode(textOf(schema));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties().forEach(property -> {
            boolean required = false;
            for (JsonNode name : schema.path("required")) {
                required |= name.asText().equals(property.getKey());
            }
            if (required || chance(60)) {
                object.set(property.getKey(), fitting(property.getValue(), depth + 1));
            }
        });
        return object;
    }

    private double between(JsonNode schema) {
        double least = schema.path("minimum").asDouble(-1_000);
        double most = Math.min(schema.path("maximum").asDouble(100_000), 1e9);
        return chance(20) ? chance(50) ? least : most : least + random.nextDouble() * (most - least);
    }

    private String typeOf(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText("string");
    }

    private String textOf(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "date-time" ->
                java.time.Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000))
                        .toString();
            case "date" ->
                java.time.LocalDate.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28))
                        .toString();
            case "uuid" -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            default -> "t" + random.nextInt(1_000);
        };
    }
}
