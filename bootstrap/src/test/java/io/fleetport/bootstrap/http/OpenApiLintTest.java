package io.fleetport.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API is whole, consistent and in one style. */
class OpenApiLintTest {

    private static final Pattern SNAKE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern TYPE = Pattern.compile("([A-Z][a-z0-9]*)+");
    private static final Pattern CAMEL = Pattern.compile("[a-z]+([A-Z][a-z0-9]+)*");

    @TempDir
    static Path folder;

    static WebServer server;
    static ApiDocument api;

    @BeforeAll
    static void read() throws Exception {
        server = new WebServer(folder);
        api = ApiDocument.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void itIsOfTheVersionItClaims() throws Exception {
        assertThat(api.root.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(api.root.toString()).doesNotContain("\"nullable\"").doesNotContain("\"explode\"");
        assertThat(server.get("/api/v1/openapi.yml", null).body()).startsWith("openapi: 3.1.0");
    }

    @Test
    void everyOperationHasANameASummaryATagAndSaysWhoMay() {
        List<String> wrong = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ApiDocument.Operation operation : api.operations()) {
            String where = operation.method() + " " + operation.path();
            check(wrong, where, "has a name", CAMEL.matcher(operation.id()).matches());
            check(wrong, where, "has a name of its own", ids.add(operation.id()));
            check(
                    wrong,
                    where,
                    "has a summary",
                    !operation.node().path("summary").asText().isBlank());
            check(wrong, where, "has one tag", operation.node().path("tags").size() == 1);
            check(wrong, where, "says who may", operation.node().has("security"));
            check(
                    wrong,
                    where,
                    "needs a token",
                    operation.isOpen()
                            || operation.node().path("security").get(0).has("token"));
        }
        assertThat(wrong).isEmpty();
        assertThat(ids).hasSizeGreaterThan(30);
    }

    @Test
    void everyParameterIsDescribedAndBounded() {
        List<String> wrong = new ArrayList<>();
        for (ApiDocument.Operation operation : api.operations()) {
            for (JsonNode parameter : api.parameters(operation)) {
                String name = parameter.path("name").asText();
                String where = operation.id() + " " + name;
                JsonNode schema = parameter.path("schema");
                boolean header = parameter.path("in").asText().equals("header");
                check(
                        wrong,
                        where,
                        "is in snake case",
                        header || SNAKE.matcher(name).matches());
                check(
                        wrong,
                        where,
                        "is described",
                        !parameter.path("description").asText().isBlank());
                check(wrong, where, "has a type", schema.has("type") || schema.has("$ref"));
                check(wrong, where, "is no null", !schema.path("type").isArray());
                boolean number =
                        Set.of("integer", "number").contains(schema.path("type").asText());
                check(wrong, where, "is bounded", !number || schema.has("minimum") && schema.has("maximum"));
                boolean path = parameter.path("in").asText().equals("path");
                check(wrong, where, "is in the path", !path || operation.path().contains("{" + name + "}"));
                check(
                        wrong,
                        where,
                        "is required in a path",
                        !path || parameter.path("required").asBoolean());
            }
            Set<String> named = new HashSet<>();
            api.parameters(operation)
                    .forEach(parameter -> named.add(parameter.path("name").asText()));
            Pattern.compile("\\{([^}]+)}")
                    .matcher(operation.path())
                    .results()
                    .forEach(result -> check(
                            wrong, operation.id(), "describes " + result.group(1), named.contains(result.group(1))));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyErrorIsAProblem() {
        List<String> wrong = new ArrayList<>();
        for (ApiDocument.Operation operation : api.operations()) {
            operation.node().path("responses").properties().forEach(answer -> {
                String where = operation.id() + " " + answer.getKey();
                JsonNode node = api.resolved(answer.getValue());
                check(
                        wrong,
                        where,
                        "is described",
                        !node.path("description").asText().isBlank());
                if (answer.getKey().compareTo("400") >= 0) {
                    JsonNode content = node.path("content");
                    check(wrong, where, "has one form", content.size() == 1);
                    check(
                            wrong,
                            where,
                            "is a problem",
                            content.path(Problem.MEDIA_TYPE)
                                    .path("schema")
                                    .path("$ref")
                                    .asText()
                                    .equals("#/components/schemas/Problem"));
                }
            });
            Set<String> statuses = new HashSet<>();
            operation.node().path("responses").fieldNames().forEachRemaining(statuses::add);
            Set<String> needed = new HashSet<>(operation.isOpen() ? Set.of() : Set.of("401", "403", "429"));
            needed.addAll(Set.of("500", "503"));
            check(wrong, operation.id(), "names " + needed, statuses.containsAll(needed));
            check(
                    wrong,
                    operation.id(),
                    "says what success is",
                    statuses.stream().anyMatch(status -> status.startsWith("2")));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> nowhere = new ArrayList<>();
        api.root
                .findValuesAsText("$ref")
                .forEach(reference -> check(
                        nowhere,
                        reference,
                        "is there",
                        reference.startsWith("#/")
                                && !api.root.at(reference.substring(1)).isMissingNode()));
        assertThat(nowhere).isEmpty();
    }

    @Test
    void everyMemberOfEverySchemaIsInSnakeCaseAndHasAType() {
        List<String> wrong = new ArrayList<>();
        api.root
                .at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name -> check(
                        wrong, name, "is named like a type", TYPE.matcher(name).matches()));
        api.root.at("/components/schemas").properties().forEach(schema -> schema.getValue()
                .path("properties")
                .fieldNames()
                .forEachRemaining(name -> check(
                        wrong,
                        schema.getKey() + "." + name,
                        "is in snake case",
                        SNAKE.matcher(name).matches())));
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyMessageHasAnExampleThatFitsItsSchema() {
        List<String> wrong = new ArrayList<>();
        for (ApiDocument.Operation operation : api.operations()) {
            examine(wrong, operation.id() + " request", operation.node().path("requestBody"));
            operation
                    .node()
                    .path("responses")
                    .properties()
                    .forEach(answer ->
                            examine(wrong, operation.id() + " " + answer.getKey(), api.resolved(answer.getValue())));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theExamplesOfSingleValuesFitThem() {
        List<String> wrong = new ArrayList<>();
        for (JsonNode schema : api.root.findParents("examples")) {
            if (schema.path("examples").isArray() && schema.has("type")) {
                schema.path("examples").forEach(example -> api.complaints(schema, example)
                        .forEach(complaint -> wrong.add(schema + ": " + complaint)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void examine(List<String> wrong, String where, JsonNode message) {
        message.path("content").properties().forEach(content -> {
            JsonNode media = content.getValue();
            if (!content.getKey().endsWith("json") || content.getKey().endsWith("ndjson")) {
                return;
            }
            check(wrong, where, "has an example", media.has("example") || media.has("examples"));
            if (media.has("example")) {
                api.complaints(media.get("schema"), media.get("example"))
                        .forEach(complaint -> wrong.add(where + ": " + complaint));
            }
            media.path("examples").forEach(example -> api.complaints(media.get("schema"), example.path("value"))
                    .forEach(complaint -> wrong.add(where + ": " + complaint)));
        });
    }

    private static void check(List<String> wrong, String where, String rule, boolean holds) {
        if (!holds) {
            wrong.add(where + ": not so that it " + rule);
        }
    }
}
