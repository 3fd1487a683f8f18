package io.fleetport.bootstrap.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON object under work. Views on the same map see each other's changes. */
record Tree(Map<String, @Nullable Object> members) {

    static Tree empty() {
        return new Tree(new LinkedHashMap<>());
    }

    @SuppressWarnings("unchecked") // A parsed document's maps have texts for keys; main() refuses others.
    static Tree of(Object node) {
        return new Tree((Map<String, @Nullable Object>) node);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    @Nullable
    Object get(String name) {
        return members.get(name);
    }

    /** Empty when it is absent or no text. */
    String text(String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    /** Made when it is absent. */
    Tree child(String name) {
        Object child = members.get(name);
        if (child instanceof Map) {
            return of(child);
        }
        Tree made = empty();
        members.put(name, made.members());
        return made;
    }

    /** The objects of a list, empty when there is no such list. */
    List<Tree> children(String name) {
        List<Tree> children = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            for (Object child : list) {
                if (child instanceof Map) {
                    children.add(of(child));
                }
            }
        }
        return children;
    }

    Tree with(String name, @Nullable Object value) {
        members.put(name, value instanceof Tree tree ? tree.members() : value);
        return this;
    }

    Tree withDefault(String name, @Nullable Object value) {
        return has(name) ? this : with(name, value);
    }

    /** Appends an object to a list that is made when it is absent. */
    void append(String name, Tree item) {
        List<@Nullable Object> list = new ArrayList<>();
        if (members.get(name) instanceof List<?> before) {
            list.addAll(before);
        }
        list.add(item.members());
        members.put(name, list);
    }

    void remove(String name) {
        members.remove(name);
    }

    Set<String> names() {
        return Set.copyOf(members.keySet());
    }
}
