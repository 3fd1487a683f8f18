package io.fleetport.bootstrap.lambda;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event, or a part of one, by the names of its members. What is not there is empty. */
record EventTree(@Nullable JsonNode node) {

    /** @throws IOException when it is no JSON */
    static EventTree read(JsonMapper json, byte[] text) throws IOException {
        return new EventTree(json.readValue(text, Argument.of(JsonNode.class)));
    }

    EventTree at(String... names) {
        JsonNode found = node;
        for (String name : names) {
            found = found == null || !found.isObject() ? null : found.get(name);
        }
        return new EventTree(found);
    }

    boolean isAbsent() {
        return node == null || node.isNull();
    }

    /** The elements of a list; none when it is none. */
    List<EventTree> all() {
        List<EventTree> all = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.values().forEach(element -> all.add(new EventTree(element)));
        }
        return all;
    }

    /** Empty when it is no text. */
    String text() {
        return node != null && node.isString() ? node.getStringValue() : "";
    }

    /** @throws IllegalArgumentException when it is no text, or an empty one */
    String required(String what) {
        String text = text();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the event has no " + what + ": it is not one this function is for");
        }
        return text;
    }

    /** Null when it is no number. */
    @Nullable
    Long number() {
        return node != null && node.isNumber() ? Long.valueOf(node.getLongValue()) : null;
    }

    boolean isTrue() {
        return node != null && node.isBoolean() && node.getBooleanValue();
    }
}
