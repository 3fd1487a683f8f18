package io.fleetport.aws.secretsmanager;

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
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Secrets Manager does over its wire (JSON 1.1), as far as reading goes: {@code GetSecretValue} of the current version,
 * by name or ARN, the service's own errors, and faults to order. It checks that requests are signed, not the signature. On
 * loopback.
 */
public final class SecretsEndpoint implements AutoCloseable {

    /** The account that AWS's documentation uses. */
    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String type) {
            super(type);
            this.status = status;
        }
    }

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, byte[]> binaries = new ConcurrentHashMap<>();
    private final Map<String, String> errors = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger faultsLeft = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public SecretsEndpoint() {
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

    /** From now on the current version is this. @return the secret's ARN */
    public String put(String name, String text) {
        texts.put(name, text);
        return ARN + name;
    }

    void put(String name, byte[] bytes) {
        binaries.put(name, bytes);
    }

    /** From now on requests for this secret are answered with that error. */
    public void refuse(String name, String error) {
        errors.put(name, error);
    }

    /** The next so many requests find the service failing. */
    void fail(int times) {
        faultsLeft.set(times);
    }

    /** Requests so far. */
    public int asked() {
        return asked.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            asked.incrementAndGet();
            ObjectNode body = JSON.createObjectNode();
            int status = 200;
            try {
                if (faultsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new Refusal(500, "InternalServiceError");
                }
                String signature = exchange.getRequestHeaders().getFirst("Authorization");
                if (signature == null || !signature.startsWith("AWS4-HMAC-SHA256 Credential=")) {
                    throw new Refusal(403, "MissingAuthenticationTokenException");
                }
                if (!"secretsmanager.GetSecretValue"
                        .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
                    throw new Refusal(400, "UnknownOperationException");
                }
                give(request.path("SecretId").asText(), body);
            } catch (Refusal refusal) {
                status = refusal.status;
                body.removeAll();
                body.put("__type", refusal.getMessage());
                body.put("Message", "as ordered");
            }
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void give(String id, ObjectNode body) throws Refusal {
        String name = id.startsWith(ARN) ? id.substring(ARN.length()) : id;
        String error = errors.get(name);
        if (error != null) {
            throw new Refusal(400, error);
        }
        String text = texts.get(name);
        byte[] binary = binaries.get(name);
        if (text == null && binary == null) {
            throw new Refusal(400, "ResourceNotFoundException");
        }
        body.put("ARN", ARN + name);
        body.put("Name", name);
        body.put("VersionId", UUID.randomUUID().toString());
        body.putArray("VersionStages").add("AWSCURRENT");
        body.put("CreatedDate", 1_523_477_145.713);
        if (text != null) {
            body.put("SecretString", text);
        } else {
            body.put("SecretBinary", Base64.getEncoder().encodeToString(binary));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
