package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation of the API's description, by every role, of the own and of another organization, and without a token. */
class OpenApiWalkTest extends ServerTest {

    /** Routes that are no part of the API: pages about it, and what the operator's tools ask. */
    private static final Set<String> BESIDE_THE_API = Set.of(
            "/api/v1/openapi.json",
            "/api/v1/openapi.yml",
            "/api/v1/docs",
            "/api/v1/docs/{file}",
            "/schemas/stations/v1",
            "/schemas/stations/v1/{name:[a-z-]+}.schema.json",
            "/document-files/{organization}/{document_id}",
            "/metrics",
            "/health",
            "/health/{selector}");

    private final List<String> wrong = new ArrayList<>();
    private ApiDocument api;
    private OwnThings things;

    @Override
    Map<String, Object> settings() {
        return Map.of("fleetport.http.request-burst", 1_000_000);
    }

    @Override
    Object[] parts() {
        return new Object[] {new PaperCertificates()};
    }

    @BeforeEach
    void prepare() throws Exception {
        api = ApiDocument.of(server);
        things = new OwnThings(server);
    }

    @Test
    void everyOperationHasARuleAndEveryRuleAnOperation() {
        Set<String> operations = new TreeSet<>();
        api.operations().forEach(operation -> operations.add(operation.id()));
        Set<String> rules = new TreeSet<>();
        AccessRules.ALL.forEach(rule -> rules.add(rule.operation()));
        assertThat(rules).as("add a row to AccessRules").isEqualTo(operations);
        assertThat(AccessRules.ALL).hasSameSizeAs(rules);
    }

    @Test
    void everyRouteIsDescribedOrKnownToBeBesideTheApi() {
        Set<String> described = new TreeSet<>();
        api.operations().forEach(operation -> described.add(operation.method() + " " + operation.path()));
        Set<String> hidden = new TreeSet<>();
        for (String route : server.routes()) {
            String path = route.substring(route.indexOf(' ') + 1);
            String plain = route.replaceAll("\\{([^:}]+):[^}]+}", "{$1}");
            if (!route.startsWith("HEAD ") && !BESIDE_THE_API.contains(path) && !described.contains(plain)) {
                hidden.add(route);
            }
        }
        assertThat(hidden).as("neither described nor listed here").isEmpty();
    }

    @Test
    void everyRoleGetsWhatItIsForAndNothingElse() throws Exception {
        Map<String, ApiDocument.Operation> operations = new LinkedHashMap<>();
        api.operations().forEach(operation -> operations.put(operation.id(), operation));
        for (AccessRules.Rule rule : AccessRules.ALL) {
            ApiDocument.Operation operation = operations.get(rule.operation());
            if (operation == null) {
                continue; // another test's to say
            }
            expect(rule, "nobody", ask(operation, rule, null), rule.permission() == null ? 200 : 401);
            for (@Nullable Role role : roles()) {
                walk(operation, rule, role);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void walk(ApiDocument.Operation operation, AccessRules.Rule rule, @Nullable Role role) throws Exception {
        boolean allowed =
                rule.permission() == null || role != null && role.permissions().contains(rule.permission());
        Answer ours = ask(operation, rule, token(ACME, role));
        Answer theirs = ask(operation, rule, token(OTHER, role));
        String who = String.valueOf(role);
        if (role == Role.OPERATOR && AccessRules.OPERATORS_TOO.contains(rule.operation())) {
            expect(rule, "our " + who, ours, 200);
            expect(rule, "their " + who, theirs, 200);
            return;
        }
        if (!allowed) {
            expect(rule, "our " + who, ours, 403);
            expect(rule, "their " + who, theirs, 403);
            return;
        }
        if (ours.status() / 100 != 2) {
            wrong.add(rule.operation() + " by our " + who + " answered " + ours);
        }
        switch (rule.others()) {
            case NOT_FOUND -> expect(rule, "their " + who, theirs, 404);
            case OWN_NAME -> {
                if (theirs.status() / 100 != 2 && theirs.status() != 404) {
                    wrong.add(rule.operation() + " by their " + who + " answered " + theirs);
                }
            }
            case TAKEN -> expect(rule, "their " + who, theirs, 409);
            case THEIR_LOG -> {
                if (theirs.status() != 200 || theirs.body().contains("\"organization\":\"acme\",\"at\"")) {
                    wrong.add(rule.operation() + " by their " + who + " answered " + theirs);
                }
            }
            case SAME -> expect(rule, "their " + who, theirs, ours.status());
            case THEIR_OWN -> {
                if (theirs.status() / 100 != 2 || things.areIn(theirs.body())) {
                    wrong.add(rule.operation() + " by their " + who + " answered " + theirs);
                }
            }
        }
    }

    private void expect(AccessRules.Rule rule, String who, Answer answer, int status) {
        if (answer.status() != status) {
            wrong.add(rule.operation() + " by " + who + " must answer " + status + " but answered " + answer);
        }
        if (status >= 400 && !answer.body().startsWith("{\"type\":\"/problems/")) {
            wrong.add(rule.operation() + " by " + who + " answered with no problem but " + answer);
        }
    }

    /** The last one is a token without any role. */
    private static List<@Nullable Role> roles() {
        List<@Nullable Role> roles = new ArrayList<>(Arrays.asList(Role.values()));
        roles.add(null);
        return roles;
    }

    private String token(OrganizationId organization, @Nullable Role role) {
        return server.issuer.mint(
                organization, "someone", role == null ? List.of() : List.of(role), Duration.ofMinutes(5));
    }

    /** @param body empty for a stream */
    private record Answer(int status, String body) {}

    private Answer ask(ApiDocument.Operation operation, AccessRules.Rule rule, @Nullable String token)
            throws Exception {
        things.renew(operation.id());
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(things.path(operation.path())));
        request.method(
                operation.method(),
                rule.body() == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(things.filled(rule.body())));
        if (rule.body() != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> response =
                server.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            boolean endless =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            return new Answer(
                    response.statusCode(), endless ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
