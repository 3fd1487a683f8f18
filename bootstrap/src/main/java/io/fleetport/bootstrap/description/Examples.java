package io.fleetport.bootstrap.description;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives every request and every answer an example, made from the schemas and the examples of their single values. */
final class Examples {

    private static final String REFERENCE = "#/components/schemas/";

    private final Tree schemas;
    private final Tree document;

    Examples(Tree document) {
        this.document = document;
        this.schemas = document.child("components").child("schemas");
    }

    void add() {
        for (Tree path : SchemaForm.values(document.child("paths"))) {
            for (Tree operation : SchemaForm.values(path)) {
                if (operation.has("requestBody")) {
                    addTo(operation.child("requestBody"));
                }
                SchemaForm.values(operation.child("responses")).forEach(this::addTo);
            }
        }
    }

    private void addTo(Tree message) {
        if (!message.has("content")) {
            return;
        }
        message.child("content").members().forEach((type, media) -> {
            Tree content = Tree.of(media);
            // A stream or a file is no JSON value.
            if (type.endsWith("json")
                    && !type.endsWith("ndjson")
                    && content.has("schema")
                    && !content.has("examples")) {
                content.withDefault("example", of(content.child("schema"), "", new HashSet<>()));
            }
        });
    }

    /** @param underway schemas that contain this one; a schema within itself ends the example */
    private @Nullable Object of(Tree schema, String name, Set<String> underway) {
        if (schema.get("examples") instanceof List<?> examples && !examples.isEmpty()) {
            return examples.getFirst();
        }
        if (schema.has("default")) {
            return schema.get("default");
        }
        if (schema.has("$ref")) {
            String target = schema.text("$ref").substring(REFERENCE.length());
            if (!underway.add(target)) {
                return Map.of();
            }
            Object example = of(schemas.child(target), name, underway);
            underway.remove(target);
            return example;
        }
        if (schema.get("enum") instanceof List<?> options) {
            return options.getFirst();
        }
        for (String choice : List.of("allOf", "anyOf", "oneOf")) {
            if (schema.has(choice)) {
                return of(schema.children(choice).getFirst(), name, underway);
            }
        }
        return ofType(schema, name, underway);
    }

    private @Nullable Object ofType(Tree schema, String name, Set<String> underway) {
        String type = schema.get("type") instanceof List<?> several
                ? String.valueOf(several.getFirst())
                : schema.text("type");
        return switch (type) {
            case "object" -> object(schema, underway);
            case "array" -> {
                List<@Nullable Object> one = new ArrayList<>();
                one.add(of(schema.child("items"), name, underway));
                yield one;
            }
            case "integer" -> schema.has("minimum") ? schema.get("minimum") : 1;
            case "number" -> schema.has("minimum") ? schema.get("minimum") : numberOf(name);
            case "boolean" -> true;
            case "string" -> textOf(schema, name);
            default -> name.equals("value") ? 36.0 : null;
        };
    }

    private Map<String, @Nullable Object> object(Tree schema, Set<String> underway) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        schema.child("properties").members().forEach((name, property) -> {
            // A page that is the only one has no next; a problem's errors are shown with the problem.
            object.put(name, name.equals("next") ? null : of(Tree.of(property), name, underway));
        });
        if (schema.child("properties").members().isEmpty()) {
            schema.remove("properties");
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> values && object.isEmpty()) {
            object.put("speed_kmh", of(Tree.of(values), "value", underway));
        }
        return object;
    }

    private static double numberOf(String name) {
        return name.endsWith("_percent") ? 80.5 : name.endsWith("_kmh") ? 36.0 : name.endsWith("_s") ? 60.0 : 12.3;
    }

    private static String textOf(Tree schema, String name) {
        return switch (schema.text("format")) {
            case "date-time" -> KnownValues.TIME;
            case "date" -> KnownValues.DAY;
            case "uuid" -> "0b0f7a5e-3c1d-4f6a-9e2b-7d8c9a0b1c2d";
            case "byte" -> "e30=";
            default -> name.isEmpty() ? "text" : name.replace('_', ' ');
        };
    }
}
