package io.fleetport.bootstrap.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns schemas of OpenAPI 3.0 into those of 3.1 (JSON Schema 2020-12), and puts right what the generator cannot know. */
final class SchemaForm {

    private static final Map<String, Object> NULL = Map.of("type", "null");

    private SchemaForm() {}

    static void modernise(Tree document) {
        for (Tree path : values(document.child("paths"))) {
            for (Tree operation : values(path)) {
                // A parameter is there or it is not; null is nothing a query can say.
                operation.children("parameters").forEach(parameter -> {
                    parameter.remove("explode");
                    parameter.child("schema").remove("nullable");
                });
            }
        }
        walk(document.members());
    }

    private static void walk(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            new ArrayList<>(map.values()).forEach(SchemaForm::walk);
            schema(Tree.of(map));
        } else if (node instanceof List<?> list) {
            list.forEach(SchemaForm::walk);
        }
    }

    /** Only schemas have these members with these types of value; a property of that name is an object. */
    private static void schema(Tree node) {
        if (node.has("items") && node.text("type").equals("string")) { // Bytes whose elements were described.
            node.with("type", "array");
            node.remove("format");
        }
        if (isAnything(node)) {
            node.remove("type");
            node.remove("nullable");
        }
        if (node.get("nullable") instanceof Boolean nullable) {
            node.remove("nullable");
            if (nullable) {
                allowNull(node);
            }
        }
        if (node.has("type") && node.has("example") && node.get("type") instanceof String) {
            node.with("examples", nullableList(node.get("example")));
            node.remove("example");
        }
    }

    /** The generator's word for a value of any type is an object without members. */
    private static boolean isAnything(Tree node) {
        return node.text("type").equals("object")
                && !node.has("properties")
                && !node.has("additionalProperties")
                && !node.has("in")
                && !node.has("allOf");
    }

    private static void allowNull(Tree node) {
        Object type = node.get("type");
        if (type instanceof String one) {
            node.with("type", List.of(one, "null"));
            if (node.get("enum") instanceof List<?> options && !options.contains(null)) {
                List<@Nullable Object> all = new ArrayList<>(options);
                all.add(null);
                node.with("enum", all);
            }
            return;
        }
        List<@Nullable Object> choices = new ArrayList<>();
        if (node.get("allOf") instanceof List<?> parts) {
            choices.addAll(parts);
            node.remove("allOf");
        } else if (node.has("$ref")) {
            choices.add(Map.of("$ref", node.text("$ref")));
            node.remove("$ref");
        } else {
            return;
        }
        choices.add(NULL);
        node.with("anyOf", choices);
    }

    private static List<@Nullable Object> nullableList(@Nullable Object value) {
        List<@Nullable Object> list = new ArrayList<>();
        list.add(value);
        return list;
    }

    static List<Tree> values(Tree tree) {
        return tree.members().values().stream()
                .filter(Map.class::isInstance)
                .map(Tree::of)
                .toList();
    }
}
