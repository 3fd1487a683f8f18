package io.fleetport.aws.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and DynamoDB Local: fails calls as a busy or broken service does, loses answers, and does batches by
 * halves.
 */
final class DynamoWire implements AutoCloseable {

    /** What becomes of a call. */
    enum Fate {
        PASSED,
        THROTTLED,
        BROKEN,
        /** It is done, and nobody is told. */
        ANSWER_LOST,
        /** Of a batch every other part is done, the rest is left out. */
        HALF_DONE
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/x-amz-json-1.0";
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "host",
            "content-length",
            "connection",
            "expect",
            "upgrade",
            "transfer-encoding",
            "http2-settings",
            "accept-encoding");

    private final URI behind;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, Deque<Fate>> fates = new ConcurrentHashMap<>();

    DynamoWire(URI behind) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port to listen on", e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What becomes of the next calls of an operation, those after them are passed on. */
    void next(String operation, Fate... them) {
        Deque<Fate> queue = fates.computeIfAbsent(operation, name -> new ConcurrentLinkedDeque<>());
        for (Fate fate : them) {
            queue.add(fate);
        }
    }

    /** Whether all that was to happen has. */
    boolean isSpent() {
        return fates.values().stream().allMatch(Deque::isEmpty);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
            byte[] body = exchange.getRequestBody().readAllBytes();
            Deque<Fate> queue = fates.get(operation);
            Fate fate = queue == null || queue.isEmpty() ? Fate.PASSED : queue.remove();
            switch (fate) {
                case PASSED -> {
                    HttpResponse<byte[]> answer = ask(exchange, body);
                    send(exchange, answer.statusCode(), answer.body());
                }
                case THROTTLED -> send(exchange, 400, error("ProvisionedThroughputExceededException"));
                case BROKEN -> send(exchange, 500, error("InternalServerError"));
                case ANSWER_LOST -> {
                    ask(exchange, body);
                    send(exchange, 500, error("InternalServerError"));
                }
                case HALF_DONE -> half(exchange, operation, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void half(HttpExchange exchange, String operation, byte[] body) throws IOException, InterruptedException {
        boolean read = operation.equals("BatchGetItem");
        ObjectNode request = (ObjectNode) JSON.readTree(body);
        ObjectNode left = JSON.createObjectNode();
        request.get("RequestItems").properties().forEach(table -> {
            ArrayNode all = (ArrayNode) (read ? table.getValue().get("Keys") : table.getValue());
            ArrayNode rest = JSON.createArrayNode();
            for (int i = all.size() - 1; i > 0; i -= 2) {
                rest.add(all.remove(i));
            }
            if (read) {
                ObjectNode again = table.getValue().deepCopy();
                again.set("Keys", rest);
                left.set(table.getKey(), again);
            } else {
                left.set(table.getKey(), rest);
            }
        });
        HttpResponse<byte[]> answer = ask(exchange, JSON.writeValueAsBytes(request));
        JsonNode answered = JSON.readTree(answer.body());
        ((ObjectNode) answered).set(read ? "UnprocessedKeys" : "UnprocessedItems", left);
        send(exchange, answer.statusCode(), JSON.writeValueAsBytes(answered));
    }

    private static byte[] error(String code) throws IOException {
        return JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("__type", "com.amazonaws.dynamodb.v20120810#" + code)
                .put("message", "as told by the test"));
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", TYPE);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }
}
