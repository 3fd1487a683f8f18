package io.fleetport.bootstrap.description;

import java.util.List;
import java.util.Map;

/** Headers that many operations share: tags, what is left of the caller's rate, keys that make a request safe to repeat. */
final class CommonHeaders {

    private static final String JSON = "application/json";

    private CommonHeaders() {}

    static void addComponents(Tree document) {
        Tree headers = document.child("components").child("headers");
        header(headers, "ETag", "names this very content; for If-None-Match and If-Match", "\"5f2b\"");
        header(
                headers,
                "RateLimit",
                "requests left, and seconds until there are as many as there can be",
                "\"caller\";r=1999;t=1");
        header(headers, "RetryAfter", "seconds until trying again is sensible", 5);
        header(
                headers,
                "IdempotencyReplayed",
                "true when this is the kept answer to an earlier request with the same key",
                "true");
        Tree parameters = document.child("components").child("parameters");
        parameters.with(
                "IfNoneMatch", parameter("If-None-Match", "answer 304 when it is still as with this tag", "\"5f2b\""));
        parameters.with(
                "IdempotencyKey",
                parameter(
                        "Idempotency-Key",
                        "a text of your choice, 1 to 255 printable characters; sent again with the same"
                                + " body, the request is not carried out twice",
                        "8e03978e-40d5-43e8-bc93-6894a57f9324"));
        Tree schema = parameters.child("IdempotencyKey").child("schema");
        schema.with("minLength", 1).with("maxLength", 255).with("pattern", "^[!-~]+$");
    }

    static void addTo(String method, Tree operation, boolean open) {
        Tree answers = operation.child("responses");
        boolean repeatable = method.equals("post");
        boolean tagged = method.equals("get")
                && answers.has("200")
                && answers.child("200").has("content")
                && answers.child("200").child("content").has(JSON);
        for (String status : List.of("200", "201", "202", "204")) {
            if (!answers.has(status) || answers.child(status).members().isEmpty()) {
                continue;
            }
            Tree headers = answers.child(status).child("headers");
            if (!open) {
                headers.with("RateLimit", reference("headers", "RateLimit"));
            }
            if (tagged) {
                headers.with("ETag", reference("headers", "ETag"));
            }
            if (repeatable) {
                headers.with("Idempotency-Replayed", reference("headers", "IdempotencyReplayed"));
            }
            if (headers.members().isEmpty()) {
                answers.child(status).remove("headers");
            }
        }
        if (tagged) {
            operation.append("parameters", Tree.of(reference("parameters", "IfNoneMatch")));
            answers.with("304", Map.of("description", "It is still as with the tag that was sent"));
        }
        if (repeatable) {
            operation.append("parameters", Tree.of(reference("parameters", "IdempotencyKey")));
        }
    }

    private static Map<String, Object> reference(String kind, String name) {
        return Map.of("$ref", "#/components/" + kind + "/" + name);
    }

    private static void header(Tree headers, String name, String description, Object example) {
        Tree header = headers.child(name).with("description", description);
        header.child("schema")
                .with("type", example instanceof Integer ? "integer" : "string")
                .with("examples", List.of(example));
    }

    private static Tree parameter(String name, String description, String example) {
        Tree parameter = Tree.empty()
                .with("name", name)
                .with("in", "header")
                .with("description", description)
                .with("required", false);
        parameter.child("schema").with("type", "string").with("examples", List.of(example));
        return parameter;
    }
}
