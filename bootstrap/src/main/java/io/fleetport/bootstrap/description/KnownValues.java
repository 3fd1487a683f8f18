package io.fleetport.bootstrap.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is known of a value by its outward name alone, because a name means the same everywhere in the API: its form, its
 * bounds and an example. What a controller says itself stands.
 */
final class KnownValues {

    static final String TIME = "2026-01-31T08:00:00Z";

    static final String DAY = "2026-01-31";

    private static final String LABEL = "^[!-~]{1,64}$";
    private static final Map<String, Map<String, Object>> KNOWN = known();

    private KnownValues() {}

    static void addTo(Tree document) {
        for (Tree path : SchemaForm.values(document.child("paths"))) {
            for (Tree operation : SchemaForm.values(path)) {
                operation.children("parameters").forEach(parameter -> parameter(parameter));
            }
        }
        Tree schemas = document.child("components").child("schemas");
        for (Tree schema : SchemaForm.values(schemas)) {
            Tree properties = schema.child("properties");
            properties.names().forEach(name -> add(name, properties.child(name)));
            if (properties.members().isEmpty()) {
                schema.remove("properties");
            }
        }
    }

    private static void parameter(Tree parameter) {
        // Several of them in one text have another form than one.
        if (parameter.text("description").contains("commas between")) {
            return;
        }
        Tree schema = parameter.child("schema");
        if (schema.members().isEmpty()) {
            schema.with("type", "string");
        }
        add(parameter.text("name"), schema);
        switch (schema.text("format")) {
            case "date-time" -> schema.withDefault("examples", List.of(TIME));
            case "date" -> schema.withDefault("examples", List.of(DAY));
            default -> {} // every other form has its example from its name, or needs none
        }
        if (parameter.text("description").isEmpty()) {
            parameter.with("description", descriptionOf(parameter));
        }
    }

    private static String descriptionOf(Tree parameter) {
        String name = parameter.text("name");
        boolean id = name.endsWith("_id");
        String thing = (id ? name.substring(0, name.length() - 3) : name).replace('_', ' ');
        if (parameter.text("in").equals("path")) {
            return id ? "the id of the " + thing : "the " + thing;
        }
        return "only of this " + thing;
    }

    private static void add(String name, Tree schema) {
        Map<String, Object> facts = KNOWN.get(name);
        // The format of a number is only its size.
        boolean ownForm = Stream.of("examples", "pattern", "enum", "$ref").anyMatch(schema::has)
                || schema.has("format") && String.valueOf(schema.get("type")).contains("string");
        if (facts == null || ownForm || !fits(facts, schema)) {
            return;
        }
        facts.forEach((key, value) -> {
            if (!key.equals("type")) {
                schema.withDefault(key, value);
            }
        });
    }

    /** The same word may once be a text and once a number; the facts are about one of them. */
    private static boolean fits(Map<String, Object> facts, Tree schema) {
        Object type = schema.get("type");
        Object expected = facts.get("type");
        return type instanceof List<?> several
                ? several.contains(expected)
                : String.valueOf(type).equals(expected);
    }

    private static Map<String, Map<String, Object>> known() {
        Map<String, Map<String, Object>> known = new LinkedHashMap<>();
        known.put("limit", whole(1, 1_000, 100, Map.of("default", 100)));
        known.put("cursor", text("WyIyMDI2Il0", Map.of("maxLength", 2_048)));
        for (String id : List.of(
                "vehicle_id",
                "trip_id",
                "dead_letter_id",
                "command_id",
                "superseded_by",
                "erasure_id",
                "webhook_id",
                "event_id",
                "document_id")) {
            known.put(id, text("0b0f7a5e-3c1d-4f6a-9e2b-7d8c9a0b1c2d", Map.of()));
        }
        known.put("fleet_id", text("north", Map.of("pattern", "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")));
        known.put("reason", text("asked for by its owner", Map.of()));
        known.put("station_id", text("S-1", Map.of("pattern", "^[A-Za-z0-9]([A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?$")));
        known.put("session_id", text("c-1", Map.of("pattern", LABEL)));
        known.put("swap_id", text("w-1", Map.of("pattern", LABEL)));
        known.put("pack_id", text("P-17", Map.of("pattern", LABEL)));
        known.put("slot_id", text("1", Map.of("pattern", LABEL)));
        known.put("connector_id", text("A", Map.of("pattern", LABEL)));
        known.put("zone", text("Europe/London", Map.of()));
        known.put("near", text("56.46,-2.97", Map.of()));
        known.put("every", text("5m", Map.of("pattern", "^([0-9]{1,9}[smhd]|P.+)$")));
        known.put("vehicle_name", text("Van 7", Map.of()));
        known.put("name", text("North", Map.of()));
        known.put("gear", text("D", Map.of()));
        known.put("firmware", text("1.2.0", Map.of()));
        known.put("unit", text("km/h", Map.of()));
        known.put("type", text("not-found", Map.of()));
        known.put("coverage", number(0, 1, 0.98, Map.of()));
        known.put("csr", text("-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----\n", Map.of()));
        known.put("topic_prefix", text("fleetport/S-1", Map.of()));
        known.put("host", text("broker.example.com", Map.of()));
        known.put("within_km", number(0, 20_020, 10, Map.of("default", 10)));
        known.put("min_packs", whole(1, 1_000, 2, Map.of()));
        known.put("min_soc", number(0, 100, 80, Map.of()));
        known.put("latitude", number(-90, 90, 56.46, Map.of()));
        known.put("longitude", number(-180, 180, -2.97, Map.of()));
        known.put("limit_percent", number(1, 100, 80, Map.of()));
        known.put("expires_in_s", number(1, 3_600, 60, Map.of("default", 60)));
        known.put("file_name", text("delivery-note.pdf", Map.of()));
        known.put("content_type", text("application/pdf", Map.of()));
        known.put(
                "sha256",
                text(
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        Map.of("pattern", "^[0-9a-f]{64}$")));
        known.put("size_bytes", bounded("integer", 1, 5_368_709_120L, 48_213, Map.of()));
        known.put("count", whole(0, Integer.MAX_VALUE, 1, Map.of()));
        known.put("port", whole(1, 65_535, 8_883, Map.of()));
        return known;
    }

    private static Map<String, Object> text(String example, Map<String, Object> more) {
        Map<String, Object> facts = new LinkedHashMap<>(more);
        facts.put("type", "string");
        facts.put("examples", List.of(example));
        if (example.length() == 36 && example.charAt(8) == '-') {
            facts.put("format", "uuid");
        }
        return facts;
    }

    private static Map<String, Object> whole(int least, int most, int example, Map<String, Object> more) {
        return bounded("integer", least, most, example, more);
    }

    private static Map<String, Object> number(double least, double most, double example, Map<String, Object> more) {
        return bounded("number", least, most, example, more);
    }

    private static Map<String, Object> bounded(
            String type, Number least, Number most, Number example, Map<String, Object> more) {
        Map<String, Object> facts = new LinkedHashMap<>(more);
        facts.put("type", type);
        facts.put("minimum", least);
        facts.put("maximum", most);
        facts.put("examples", List.of(example));
        return facts;
    }
}
