package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes requests from the API's description: mostly as it says, then a little and then entirely different. Not safe to share. */
final class FuzzRequests {

    private static final List<String> OTHER_METHODS =
            List.of("PUT", "DELETE", "PATCH", "POST", "GET", "OPTIONS", "HEAD", "TRACE", "FOO");
    private static final List<String> MEDIA_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "application/x-ndjson",
            "///",
            "application/*",
            "*/*",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/json;");
    private static final List<String> ACCEPTED = List.of(
            "*/*",
            "application/xml",
            "application/json;q=0",
            "text/csv",
            "application/problem+json",
            "///",
            "a",
            ",",
            ";");
    private static final List<String> HEADERS = List.of(
            "If-None-Match",
            "If-Match",
            "Last-Event-ID",
            "Idempotency-Key",
            "X-Request-Id",
            "Accept-Language",
            "Range");

    private final ApiDocument api;
    private final WebServer server;
    private final OwnThings things;
    private final FuzzValues values;
    private final String token;

    /** @param regular whether the method is the operation's own */
    record Asked(ApiDocument.Operation operation, HttpRequest request, boolean regular, String body) {
        @Override
        public String toString() {
            Map<String, List<String>> headers = new TreeMap<>(request.headers().map());
            headers.remove("Authorization");
            return request.method() + " " + cut(request.uri().toString()) + " " + cut(headers.toString()) + " "
                    + cut(body);
        }

        private static String cut(String text) {
            return text.substring(0, Math.min(250, text.length()));
        }
    }

    FuzzRequests(ApiDocument api, WebServer server, OwnThings things, Random random, String token) {
        this.api = api;
        this.server = server;
        this.things = things;
        this.values = new FuzzValues(random, api);
        this.token = token;
    }

    Asked next() {
        ApiDocument.Operation operation = values.oneOf(api.operations());
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(20));
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : api.parameters(operation)) {
            String name = parameter.get("name").asText();
            switch (parameter.get("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(pathValue(name, parameter)));
                case "query" -> {
                    if (values.chance(40)) {
                        query.add(name + "="
                                + encoded(values.chance(60) ? values.text(parameter.get("schema")) : values.odd()));
                    }
                }
                default -> {
                    if (values.chance(15)) {
                        request.header(name, printable(values.odd()));
                    }
                }
            }
        }
        if (values.chance(5)) {
            query.add(encoded(values.odd()) + "=" + encoded(values.odd()));
        }
        request.uri(server.uri(path + (query.isEmpty() ? "" : "?" + String.join("&", query))));
        if (values.chance(97)) {
            request.header("Authorization", "Bearer " + token);
        }
        if (values.chance(8)) {
            request.header("Accept", values.oneOf(ACCEPTED));
        }
        if (values.chance(8)) {
            request.header(values.oneOf(HEADERS), printable(values.odd()));
        }
        boolean regular = values.chance(95);
        String method = regular ? operation.method() : values.oneOf(OTHER_METHODS);
        byte[] body = body(operation, request);
        request.method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        return new Asked(operation, request.build(), regular, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] body(ApiDocument.Operation operation, HttpRequest.Builder request) {
        JsonNode content = operation.node().path("requestBody").path("content");
        if (content.isEmpty()) {
            return values.chance(3) ? new byte[] {'{', '}'} : new byte[0];
        }
        List<String> types = new ArrayList<>();
        content.fieldNames().forEachRemaining(types::add);
        String type = values.oneOf(types);
        if (values.chance(95)) {
            request.header("Content-Type", values.chance(88) ? type : values.oneOf(MEDIA_TYPES));
        }
        if (values.chance(3)) {
            request.header("Content-Encoding", values.chance(50) ? "gzip" : "br");
        }
        return values.body(content.get(type).get("schema"));
    }

    private String pathValue(String name, JsonNode parameter) {
        if (things.has(name) && values.chance(60)) {
            return things.id(name);
        }
        String value = values.chance(50) ? values.text(parameter.get("schema")) : values.odd();
        return value.isEmpty() ? "x" : value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What a header can carry at all. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
