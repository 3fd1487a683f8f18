package io.fleetport.bootstrap.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Adds to each operation what holds for all of their kind: answers, headers, who may. */
final class Operations {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /** What is said of problems, which are no tenant's data, needs no token. */
    private static final String OPEN = "/problems";

    private static final String TOKEN = "token";

    private final Tree document;
    private final ErrorAnswers errors;

    Operations(Tree document) {
        this.document = document;
        this.errors = new ErrorAnswers(document);
    }

    void complete() {
        errors.addComponents();
        CommonHeaders.addComponents(document);
        Set<String> tags = new TreeSet<>();
        document.child("paths")
                .members()
                .forEach((path, item) -> Tree.of(item).members().forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        complete(path, method, Tree.of(operation));
                        Tree.of(operation).members().computeIfPresent("tags", (key, named) -> {
                            ((List<?>) named).forEach(tag -> tags.add(String.valueOf(tag)));
                            return named;
                        });
                    }
                }));
        document.with("tags", tags.stream().map(tag -> Map.of("name", tag)).toList());
        document.with("servers", List.of(Map.of("url", "/", "description", "where this description came from")));
    }

    private void complete(String path, String method, Tree operation) {
        boolean open = path.startsWith(OPEN);
        operation.with("security", open ? List.of() : List.of(Map.of(TOKEN, List.of())));
        Tree answers = operation.child("responses");
        answers.members().forEach((status, answer) -> describe(status, Tree.of(answer)));
        for (String status : possible(path, method, operation, open)) {
            errors.add(answers, status);
        }
        answers.names().stream().filter(errors::knows).forEach(status -> errors.add(answers, status));
        CommonHeaders.addTo(method, operation, open);
        inOrder(operation);
    }

    /** The generator's own words tell nothing. */
    private static void describe(String status, Tree answer) {
        String words = answer.text("description");
        if (words.isEmpty() || words.equalsIgnoreCase("ok") || words.endsWith(" response")) {
            answer.with("description", status.equals("200") ? "What was asked for" : "Done");
        }
    }

    private static List<String> possible(String path, String method, Tree operation, boolean open) {
        List<String> statuses = new ArrayList<>(List.of("400", "406", "500", "503"));
        if (!open) {
            statuses.addAll(List.of("401", "403", "429"));
        }
        if (path.contains("{")) {
            statuses.add("404");
        }
        if (operation.has("requestBody")) {
            statuses.addAll(List.of("413", "415"));
        }
        if (method.equals("post")) {
            statuses.add("409");
        }
        return statuses;
    }

    private static void inOrder(Tree operation) {
        Tree answers = operation.child("responses");
        Tree sorted = Tree.empty();
        new TreeSet<>(answers.names()).forEach(status -> sorted.with(status, answers.get(status)));
        operation.with("responses", sorted);
    }
}
