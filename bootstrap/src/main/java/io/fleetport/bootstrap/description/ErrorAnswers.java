package io.fleetport.bootstrap.description;

import io.fleetport.bootstrap.http.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers with problem details (RFC 9457): one for each status, with an example of each type of problem. */
final class ErrorAnswers {

    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final String MEDIA_TYPE = "application/problem+json";

    private final Tree document;
    private final Map<String, List<ProblemType>> byStatus = new TreeMap<>();

    ErrorAnswers(Tree document) {
        this.document = document;
        for (ProblemType type : ProblemType.values()) {
            byStatus.merge(Integer.toString(type.status().getCode()), List.of(type), ErrorAnswers::both);
        }
    }

    void addComponents() {
        Tree components = document.child("components");
        Tree schemas = components.child("schemas");
        schemas.with("FieldError", fieldError());
        schemas.with("Problem", problem());
        byStatus.forEach((status, types) -> components.child("responses").with(nameOf(types), answer(types)));
    }

    /** Adds the answer for a status; one that the operation describes in its own words keeps them. */
    void add(Tree answers, String status) {
        List<ProblemType> types = byStatus.get(status);
        if (types == null) {
            return;
        }
        if (answers.has(status)) {
            if (answers.child(status).has("$ref")) {
                return;
            }
            Tree own = answers.child(status);
            Tree general = answer(types);
            own.with("content", general.get("content"));
            if (general.has("headers")) {
                own.with("headers", general.get("headers"));
            }
        } else {
            answers.with(status, Map.of("$ref", "#/components/responses/" + nameOf(types)));
        }
    }

    boolean knows(String status) {
        return byStatus.containsKey(status);
    }

    private static Tree answer(List<ProblemType> types) {
        Tree examples = Tree.empty();
        for (ProblemType type : types) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("type", type.uri());
            value.put("title", type.title());
            value.put("status", type.status().getCode());
            value.put("instance", "/api/v1/…");
            if (type == ProblemType.VALIDATION) {
                value.put("detail", "limit must be 1 to 1000 but is 0");
                value.put("errors", List.of(Map.of("field", "limit", "message", "limit must be 1 to 1000 but is 0")));
            }
            examples.with(type.uri().substring(type.uri().lastIndexOf('/') + 1), Map.of("value", value));
        }
        Tree content = Tree.empty();
        content.child(MEDIA_TYPE).with("schema", Map.of("$ref", PROBLEM)).with("examples", examples);
        Tree answer = Tree.empty();
        answer.with(
                "description",
                String.join("; ", types.stream().map(ProblemType::title).toList()));
        if (types.getFirst().status().getCode() == 429
                || types.getFirst().status().getCode() == 503) {
            answer.child("headers").with("Retry-After", Map.of("$ref", "#/components/headers/RetryAfter"));
        }
        return answer.with("content", content);
    }

    private static Tree problem() {
        Tree problem = Tree.empty()
                .with("type", "object")
                .with("description", "Problem details (RFC 9457). The type never changes its meaning.")
                .with("required", List.of("type", "title", "status"));
        Tree properties = problem.child("properties");
        properties.child("type").with("type", "string").with("format", "uri-reference");
        properties.child("title").with("type", "string");
        properties.child("status").with("type", "integer").with("minimum", 400).with("maximum", 599);
        properties.child("detail").with("type", "string");
        properties.child("instance").with("type", "string").with("description", "the path that was asked for");
        properties
                .child("errors")
                .with("type", "array")
                .with("description", "the fields at fault")
                .with("items", Map.of("$ref", "#/components/schemas/FieldError"));
        return problem;
    }

    private static Tree fieldError() {
        Tree error = Tree.empty().with("type", "object").with("required", List.of("field", "message"));
        error.child("properties").child("field").with("type", "string");
        error.child("properties").child("message").with("type", "string");
        return error;
    }

    /** {@code 404} is called {@code NotFound}, after its first type. */
    private static String nameOf(List<ProblemType> types) {
        StringBuilder name = new StringBuilder();
        for (String word :
                types.getFirst().uri().substring("/problems/".length()).split("-", -1)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    private static List<ProblemType> both(List<ProblemType> some, List<ProblemType> more) {
        List<ProblemType> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
