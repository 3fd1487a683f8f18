package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.InvalidRequest;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.JsonSyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object that a request carries; names the member that has a value it cannot have. Null is absent. */
final class JsonMembers {

    private static final int MOST_ITEMS = 1_000;

    private final Map<String, @Nullable Object> members;

    private final String prefix;

    /** @param prefix what comes before a member's name when it is told */
    private JsonMembers(Map<String, @Nullable Object> members, String prefix) {
        this.members = members;
        this.prefix = prefix;
    }

    /** The body is no JSON object. */
    static final class NotAnObject extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAnObject(String message) {
            super(message);
        }
    }

    /**
     * @param known members there may be: one that is misspelt must not be taken for one that is left out
     * @throws InvalidRequest when there is another one
     * @throws NotAnObject when the body is none
     */
    static JsonMembers read(JsonMapper json, byte[] body, Set<String> known) {
        Map<String, @Nullable Object> members;
        try {
            members = json.readValue(body, Argument.mapOf(String.class, Object.class));
        } catch (JsonSyntaxException malformed) {
            throw new NotAnObject("the body is not JSON");
        } catch (IOException otherwise) {
            throw new NotAnObject("the body is not a JSON object");
        }
        if (members == null) {
            throw new NotAnObject("the body is not a JSON object");
        }
        return checked(members, known, "");
    }

    private static JsonMembers checked(Map<String, @Nullable Object> members, Set<String> known, String prefix) {
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw new InvalidRequest(
                        prefix + name, prefix + name + " is none of " + String.join(", ", new TreeSet<>(known)));
            }
        }
        return new JsonMembers(members, prefix);
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    @Nullable
    String text(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new InvalidRequest(prefix + name, prefix + name + " must be a text");
    }

    String requiredText(String name) {
        String value = text(name);
        if (value == null || value.isBlank()) {
            throw new InvalidRequest(prefix + name, prefix + name + " must not be empty");
        }
        return value;
    }

    /** Objects in a list, each with no other members than these; empty when it is absent. */
    List<JsonMembers> objects(String name, int most, Set<String> known) {
        Object value = members.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> items) || items.size() > most) {
            throw new InvalidRequest(prefix + name, prefix + name + " must be a list of at most " + most + " objects");
        }
        List<JsonMembers> objects = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> inner)) {
                throw new InvalidRequest(prefix + name, prefix + name + " must be a list of objects");
            }
            objects.add(checked(named(inner), known, prefix + name + "."));
        }
        return objects;
    }

    @Nullable
    Boolean flag(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw new InvalidRequest(prefix + name, prefix + name + " must be true or false");
    }

    /** A number within {@code [least, most]}. */
    @Nullable
    Double number(String name, double least, double most) {
        Object value = members.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw new InvalidRequest(prefix + name, prefix + name + " must be a number within " + least + ".." + most);
    }

    /** A whole number within {@code [least, most]}. */
    @Nullable
    Integer whole(String name, int least, int most) {
        Double value = number(name, least, most);
        if (value != null && value != Math.rint(value)) {
            throw new InvalidRequest(prefix + name, prefix + name + " must be a whole number");
        }
        return value == null ? null : value.intValue();
    }

    /** A list of texts, each once. */
    @Nullable
    Set<String> texts(String name) {
        return texts(name, MOST_ITEMS);
    }

    /** As {@link #texts(String)}, at most so many. */
    @Nullable
    Set<String> texts(String name, int most) {
        Object value = members.get(name);
        if (value == null) {
            return null;
        }
        Set<String> texts = new TreeSet<>();
        if (!(value instanceof Collection<?> items) || items.size() > most) {
            throw new InvalidRequest(prefix + name, prefix + name + " must be a list of at most " + most + " texts");
        }
        for (Object item : items) {
            if (!(item instanceof String text)) {
                throw new InvalidRequest(prefix + name, prefix + name + " must be a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** An object within; without one an empty one. */
    JsonMembers within(String name, Set<String> known) {
        Object value = members.get(name);
        if (value == null) {
            return new JsonMembers(Map.of(), name + ".");
        }
        if (!(value instanceof Map<?, ?> inner)) {
            throw new InvalidRequest(prefix + name, prefix + name + " must be an object");
        }
        return checked(named(inner), known, name + ".");
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> object) {
        Map<String, @Nullable Object> named = new HashMap<>();
        object.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }
}
