package io.fleetport.aws.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * What EventBridge does over its wire (JSON 1.1), as far as sending goes: {@code DescribeEventBus} and {@code PutEvents} for
 * one bus, with the service's limits, results per entry, and faults to order. It checks that requests are signed, not the
 * signature. On loopback.
 */
public final class EventBridgeEndpoint implements AutoCloseable {

    public static final String BUS = "fleet";

    private static final int MOST_ENTRIES = 10;
    private static final int LIMIT = 256 * 1024;
    private static final int TIME_BYTES = 14;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How to fail: what EventBridge answers, or no answer at all. */
    record Fault(int status, String type) {
        static final Fault SILENCE = new Fault(0, "");
    }

    /** An entry that was taken. */
    public record Taken(JsonNode entry, JsonNode detail) {}

    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String type) {
            super(type);
            this.status = status;
        }
    }

    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final List<Taken> taken = new ArrayList<>();
    private final List<Integer> requests = new ArrayList<>();
    private int passLeft;
    private int faultsLeft;
    private Fault fault = Fault.SILENCE;
    private Function<JsonNode, String> entryError = detail -> null;

    public EventBridgeEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** After so many requests to put events that work, so many fail like that. */
    synchronized void fail(int after, int times, Fault how) {
        passLeft = after;
        faultsLeft = times;
        fault = how;
    }

    /** From now on entries fail whose detail has an error code by this function; null is none. */
    synchronized void failEntries(Function<JsonNode, String> how) {
        entryError = how;
    }

    public synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** How many entries each request to put events had, the failed ones too. */
    synchronized List<Integer> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            ObjectNode body = JSON.createObjectNode();
            int status = 200;
            try {
                String signature = exchange.getRequestHeaders().getFirst("Authorization");
                if (signature == null || !signature.startsWith("AWS4-HMAC-SHA256 Credential=")) {
                    throw new Refusal(403, "MissingAuthenticationTokenException");
                }
                switch (String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
                    case "AWSEvents.DescribeEventBus" -> describe(request, body);
                    case "AWSEvents.PutEvents" -> {
                        awaitTheEndIfSilent(failureOf(request));
                        put(request, body);
                    }
                    default -> throw new Refusal(400, "UnknownOperationException");
                }
            } catch (Refusal refusal) {
                status = refusal.status;
                body.removeAll();
                body.put("__type", refusal.getMessage());
                body.put("message", "as ordered");
            }
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Null when the request is to work. */
    private synchronized Fault failureOf(JsonNode request) {
        requests.add(request.path("Entries").size());
        if (passLeft > 0) {
            passLeft--;
            return null;
        }
        if (faultsLeft == 0) {
            return null;
        }
        faultsLeft--;
        return fault;
    }

    private void awaitTheEndIfSilent(Fault how) throws Refusal {
        if (how == null) {
            return;
        }
        if (how.equals(Fault.SILENCE)) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new Refusal(500, "InternalException");
        }
        throw new Refusal(how.status(), how.type());
    }

    private static void describe(JsonNode request, ObjectNode body) throws Refusal {
        if (!request.path("Name").asText().equals(BUS)) {
            throw new Refusal(400, "ResourceNotFoundException");
        }
        body.put("Name", BUS);
        body.put("Arn", "arn:aws:events:eu-central-1:111122223333:event-bus/" + BUS);
    }

    private synchronized void put(JsonNode request, ObjectNode body) throws Refusal {
        JsonNode entries = request.path("Entries");
        int bytes = 0;
        for (JsonNode entry : entries) {
            bytes += TIME_BYTES + size(entry, "Source") + size(entry, "DetailType") + size(entry, "Detail");
        }
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES || bytes >= LIMIT) {
            throw new Refusal(400, "ValidationException");
        }
        ArrayNode results = body.putArray("Entries");
        int failed = 0;
        for (JsonNode entry : entries) {
            ObjectNode result = results.addObject();
            JsonNode detail = detail(entry);
            String error = detail == null ? "MalformedDetail" : entryError.apply(detail);
            if (error == null) {
                taken.add(new Taken(entry, detail));
                result.put("EventId", UUID.randomUUID().toString());
            } else {
                failed++;
                result.put("ErrorCode", error);
                result.put("ErrorMessage", "as ordered");
            }
        }
        body.put("FailedEntryCount", failed);
    }

    private static int size(JsonNode entry, String member) {
        return entry.path(member).asText().getBytes(StandardCharsets.UTF_8).length;
    }

    private static JsonNode detail(JsonNode entry) {
        try {
            JsonNode detail = JSON.readTree(entry.path("Detail").asText());
            return detail.isObject() ? detail : null;
        } catch (IOException malformed) {
            return null;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
