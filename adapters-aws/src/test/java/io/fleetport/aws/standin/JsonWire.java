package io.fleetport.aws.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server of JSON operations: a test says which of them it answers otherwise than the server. */
public abstract class JsonWire implements AutoCloseable {

    protected static final ObjectMapper JSON = new ObjectMapper();

    /** Signature Version 4: a request is refused when its time and the service's are further apart. */
    private static final Duration SIGNATURE_HOLDS = Duration.ofMinutes(5);

    private static final DateTimeFormatter SIGNED =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

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
    private final String type;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final AtomicInteger refusedForTheirTime = new AtomicInteger();
    private volatile boolean looksAtTimes;

    /**
     * @param behind the server
     * @param type of what it says
     */
    protected JsonWire(URI behind, String type) {
        this.behind = behind;
        this.type = type;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port to listen on", e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public final URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The server's address. */
    protected final URI behind() {
        return behind;
    }

    /** Whether requests are refused that were signed at another time than ours. */
    public final void lookAtTimes(boolean looks) {
        looksAtTimes = looks;
    }

    /** Requests refused because they were signed at another time. */
    public final int refusedForTheirTime() {
        return refusedForTheirTime.get();
    }

    /** @param operation empty when the request names none */
    protected abstract void answer(HttpExchange exchange, String operation, byte[] body)
            throws IOException, InterruptedException;

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!looksAtTimes || isSignedInTime(exchange)) {
                answer(exchange, operation, body);
            } else {
                refusedForTheirTime.incrementAndGet();
                send(
                        exchange,
                        400,
                        JSON.createObjectNode()
                                .put("__type", "com.amazon.coral.service#InvalidSignatureException")
                                .put("message", "Signature expired"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isSignedInTime(HttpExchange exchange) {
        Instant signed = Instant.from(SIGNED.parse(exchange.getRequestHeaders().getFirst("X-Amz-Date")));
        return Duration.between(signed, Instant.now()).abs().compareTo(SIGNATURE_HOLDS) <= 0;
    }

    /** What the server says to the request with this body. */
    protected final HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return ask(request.build());
    }

    protected final HttpResponse<byte[]> ask(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    protected final void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        send(exchange, ask(exchange, body));
    }

    protected final void send(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        send(exchange, answer.statusCode(), answer.body());
    }

    protected final void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        send(exchange, status, JSON.writeValueAsBytes(body));
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("x-amzn-RequestId", "wire");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
