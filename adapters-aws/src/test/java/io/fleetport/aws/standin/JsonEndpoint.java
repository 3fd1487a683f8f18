package io.fleetport.aws.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service of AWS as far as its wire goes (JSON 1.1): operations by their target, errors by their type, faults to order. It checks
 * that requests are signed, not the signature. On loopback.
 */
public abstract class JsonEndpoint implements AutoCloseable {

    protected static final ObjectMapper JSON = new ObjectMapper();

    /** How to fail: what the service answers, or no answer at all. */
    public record Fault(int status, String type) {
        public static final Fault SILENCE = new Fault(0, "");
    }

    /** An answer that is an error. */
    protected static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        public Refusal(int status, String type) {
            super(type);
            this.status = status;
        }
    }

    private final String message;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** @param message the member of an error that says more, as the service writes it */
    protected JsonEndpoint(String message) {
        this.message = message;
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

    /** Before anything of a request is looked at. */
    protected void arrived() throws Refusal {}

    /**
     * @param target such as {@code TrentService.Encrypt}
     * @param body of the answer, to be filled
     */
    protected abstract void answer(String target, JsonNode request, ObjectNode body) throws Refusal, IOException;

    /** @param internal what the error is called after a silence, which lasts until the server ends */
    protected final void happen(Fault how, String internal) throws Refusal {
        if (how.equals(Fault.SILENCE)) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new Refusal(500, internal);
        }
        throw new Refusal(how.status(), how.type());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            ObjectNode body = JSON.createObjectNode();
            int status = 200;
            try {
                arrived();
                String signature = exchange.getRequestHeaders().getFirst("Authorization");
                if (signature == null || !signature.startsWith("AWS4-HMAC-SHA256 Credential=")) {
                    throw new Refusal(403, "MissingAuthenticationTokenException");
                }
                answer(String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target")), request, body);
            } catch (Refusal refusal) {
                status = refusal.status;
                body.removeAll();
                body.put("__type", refusal.getMessage());
                body.put(message, "as ordered");
            }
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
