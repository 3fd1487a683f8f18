package io.fleetport.aws.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.fleetport.aws.standin.JsonWire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Stands between a client and DynamoDB Local: fails calls as a busy or broken service does, loses answers, and does batches by
 * halves.
 */
final class DynamoWire extends JsonWire {

    /** What becomes of a call. */
    enum Fate {
        PASSED,
        THROTTLED,
        BROKEN,
        /** It is done, and nobody is told. */
        ANSWER_LOST,
        /** It is done, and the answer does not come. */
        SILENT,
        /** Of a batch every other part is done, the rest is left out. */
        HALF_DONE,
        /** Of a batch nothing is done, all of it is left out. */
        LEFT_OUT
    }

    private static final String TYPE = "application/x-amz-json-1.0";

    private final Map<String, Deque<Fate>> fates = new ConcurrentHashMap<>();

    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Function<String, Fate> firstAttempts = operation -> Fate.PASSED;

    DynamoWire(URI behind) {
        super(behind, TYPE);
    }

    /** What becomes of the next calls of an operation, those after them are passed on. */
    void next(String operation, Fate... them) {
        Deque<Fate> queue = fates.computeIfAbsent(operation, name -> new ConcurrentLinkedDeque<>());
        for (Fate fate : them) {
            queue.add(fate);
        }
    }

    /** What becomes of the first attempt at each call of an operation, those that {@link #next} names aside. */
    void firstAttempts(Function<String, Fate> fate) {
        firstAttempts = fate;
    }

    /** Whether all that was to happen has. */
    boolean isSpent() {
        return fates.values().stream().allMatch(Deque::isEmpty);
    }

    @Override
    protected void answer(HttpExchange exchange, String operation, byte[] body)
            throws IOException, InterruptedException {
        Deque<Fate> queue = fates.get(operation);
        Fate fate = queue != null && !queue.isEmpty()
                ? queue.remove()
                : isFirstAttempt(exchange) ? firstAttempts.apply(operation) : Fate.PASSED;
        switch (fate) {
            case PASSED -> pass(exchange, body);
            case THROTTLED -> send(exchange, 400, error("ProvisionedThroughputExceededException"));
            case BROKEN -> send(exchange, 500, error("InternalServerError"));
            case ANSWER_LOST -> {
                ask(exchange, body);
                send(exchange, 500, error("InternalServerError"));
            }
            case SILENT -> {
                ask(exchange, body);
                closing.await();
            }
            case HALF_DONE -> half(exchange, operation, body);
            case LEFT_OUT -> {
                String left = operation.equals("BatchGetItem") ? "UnprocessedKeys" : "UnprocessedItems";
                send(
                        exchange,
                        200,
                        JSON.createObjectNode().set(left, JSON.readTree(body).get("RequestItems")));
            }
        }
    }

    /** As the SDK says. */
    private static boolean isFirstAttempt(HttpExchange exchange) {
        String attempt = exchange.getRequestHeaders().getFirst("amz-sdk-request");
        return attempt != null && attempt.startsWith("attempt=1;");
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
            if (rest.isEmpty()) {
                return;
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
        send(exchange, answer.statusCode(), answered);
    }

    private static ObjectNode error(String code) {
        return JSON.createObjectNode()
                .put("__type", "com.amazonaws.dynamodb.v20120810#" + code)
                .put("message", "as told by the test");
    }

    @Override
    public void close() {
        closing.countDown();
        super.close();
    }
}
