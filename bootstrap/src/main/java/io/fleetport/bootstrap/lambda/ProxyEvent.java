package io.fleetport.bootstrap.lambda;

import io.fleetport.bootstrap.http.ProblemType;
import io.micronaut.json.tree.JsonNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A request as API Gateway's HTTP API hands it to a function ("Working with AWS Lambda proxy integrations for HTTP APIs",
 * payload format version 2.0).
 *
 * @param path as clients see it, without the name of a stage
 */
record ProxyEvent(
        String method,
        String path,
        String query,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        String clientAddress) {

    private static final String VERSION = "2.0";
    private static final String USUAL_STAGE = "$default";
    private static final String REQUEST_ID = "x-request-id";

    /** What concerns one connection (RFC 9110, section 7.6.1), or is written anew. */
    private static final Set<String> OF_THE_WAY = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect",
            "content-length",
            ExecutionEnvironment.CLIENT_ADDRESS.toLowerCase(Locale.ROOT));

    ProxyEvent {
        headers = List.copyOf(headers);
    }

    /**
     * @param requestId names the request in the logs when the client did not name it
     * @throws IllegalArgumentException when it is an event of another kind
     */
    static ProxyEvent of(EventTree event, String requestId) {
        if (!event.at("version").text().equals(VERSION)) {
            throw new IllegalArgumentException("this function is for events of an HTTP API with payload format 2.0");
        }
        EventTree http = event.at("requestContext", "http");
        List<Map.Entry<String, String>> headers = headers(event.at("headers"));
        if (headers.stream().noneMatch(header -> header.getKey().equalsIgnoreCase(REQUEST_ID))) {
            headers.add(Map.entry(REQUEST_ID, requestId));
        }
        List<String> cookies =
                event.at("cookies").all().stream().map(EventTree::text).toList();
        if (!cookies.isEmpty()) {
            headers.add(Map.entry("cookie", String.join("; ", cookies)));
        }
        return new ProxyEvent(
                http.at("method").required("method"),
                path(
                        event.at("rawPath").text(),
                        event.at("requestContext", "stage").text()),
                event.at("rawQueryString").text(),
                headers,
                body(event),
                http.at("sourceIp").text());
    }

    private static List<Map.Entry<String, String>> headers(EventTree given) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        JsonNode all = given.node();
        if (all != null && all.isObject()) {
            for (Map.Entry<String, JsonNode> header : all.entries()) {
                if (!OF_THE_WAY.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                    headers.add(Map.entry(header.getKey(), new EventTree(header.getValue()).text()));
                }
            }
        }
        return headers;
    }

    /** A stage that is not the usual one comes as the path's first part. */
    private static String path(String raw, String stage) {
        String prefix = "/" + stage;
        boolean named =
                !stage.isEmpty() && !stage.equals(USUAL_STAGE) && (raw.equals(prefix) || raw.startsWith(prefix + "/"));
        return named ? raw.substring(prefix.length()) : raw;
    }

    private static byte[] body(EventTree event) {
        String text = event.at("body").text();
        return event.at("isBase64Encoded").isTrue()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Unanswerable when it can be no request of HTTP */
    FullHttpRequest request() throws Unanswerable {
        try {
            FullHttpRequest request = new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1,
                    HttpMethod.valueOf(method),
                    RequestTarget.of(path, query),
                    Unpooled.wrappedBuffer(body));
            for (Map.Entry<String, String> header : headers) {
                request.headers().add(header.getKey(), header.getValue());
            }
            if (!request.headers().contains("host")) {
                request.headers().set("host", "localhost");
            }
            request.headers().set(ExecutionEnvironment.CLIENT_ADDRESS, clientAddress);
            if (body.length > 0) {
                request.headers().set("content-length", body.length);
            }
            return request;
        } catch (IllegalArgumentException e) {
            throw new Unanswerable(ProblemType.BAD_REQUEST, "the request line or a header is malformed");
        }
    }
}
