package io.fleetport.bootstrap.lambda;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes answers as a function gives them to API Gateway's HTTP API (payload format version 2.0). */
final class ProxyAnswer {

    private static final String SET_COOKIE = "set-cookie";
    private static final String PROBLEM = "application/problem+json";

    /** Clients came to API Gateway by HTTPS, which the server behind cannot know: it says so for no request. */
    private static final Map<String, String> OF_HTTPS =
            Map.of("strict-transport-security", "max-age=31536000; includeSubDomains");

    /** Of our connection to the server, or made by API Gateway itself. */
    private static final Set<String> OF_THE_WAY =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length");

    private static final Pattern TEXT = Pattern.compile("text/.*|[^;]*[/+](json|xml|yaml).*");

    private ProxyAnswer() {}

    /** @throws Unanswerable when it is larger than a function may answer */
    static byte[] of(JsonMapper json, LoopbackAnswer answer) throws IOException, Unanswerable {
        Map<String, String> headers = new TreeMap<>(OF_HTTPS);
        List<JsonNode> cookies = new ArrayList<>();
        for (Map.Entry<String, String> header : answer.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.equals(SET_COOKIE)) {
                cookies.add(JsonNode.createStringNode(header.getValue()));
            } else if (!OF_THE_WAY.contains(name)) {
                // As a list of one header (RFC 9110, section 5.3): there is room for a name only once.
                headers.merge(name, header.getValue(), (before, more) -> before + ", " + more);
            }
        }
        byte[] written = written(json, answer.status(), headers, cookies, answer.body());
        if (written.length > LoopbackAnswer.MOST_BYTES) {
            throw LoopbackAnswer.tooLarge();
        }
        return written;
    }

    /** @param path of the request; the problem names it */
    static byte[] of(JsonMapper json, Unanswerable problem, String method, String path) throws IOException {
        Map<String, JsonNode> body = new LinkedHashMap<>();
        body.put("type", JsonNode.createStringNode(problem.type().uri()));
        body.put("title", JsonNode.createStringNode(problem.type().title()));
        body.put("status", JsonNode.createNumberNode(problem.type().status().getCode()));
        body.put("detail", JsonNode.createStringNode(problem.detail()));
        body.put("instance", JsonNode.createStringNode(path));
        Map<String, String> headers = new TreeMap<>(OF_HTTPS);
        headers.put("content-type", PROBLEM);
        headers.put("cache-control", "no-store");
        headers.put("x-content-type-options", "nosniff");
        return written(
                json,
                problem.type().status().getCode(),
                headers,
                List.of(),
                method.equals("HEAD") ? new byte[0] : json.writeValueAsBytes(JsonNode.createObjectNode(body)));
    }

    private static byte[] written(
            JsonMapper json, int status, Map<String, String> headers, List<JsonNode> cookies, byte[] body)
            throws IOException {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        headers.forEach((name, value) -> named.put(name, JsonNode.createStringNode(value)));
        Map<String, JsonNode> answer = new LinkedHashMap<>();
        answer.put("statusCode", JsonNode.createNumberNode(status));
        answer.put("headers", JsonNode.createObjectNode(named));
        if (!cookies.isEmpty()) {
            answer.put("cookies", JsonNode.createArrayNode(cookies));
        }
        boolean text = !headers.containsKey("content-encoding")
                && TEXT.matcher(headers.getOrDefault("content-type", "")).matches()
                && isUtf8(body);
        answer.put(
                "body",
                JsonNode.createStringNode(
                        text
                                ? new String(body, StandardCharsets.UTF_8)
                                : Base64.getEncoder().encodeToString(body)));
        answer.put("isBase64Encoded", JsonNode.createBooleanNode(!text));
        return json.writeValueAsBytes(JsonNode.createObjectNode(answer));
    }

    private static boolean isUtf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .limit()
                    <= body.length;
        } catch (CharacterCodingException other) {
            return false;
        }
    }
}
