package io.fleetport.tesla.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** The service's end of the open HTTP form, answering as the test says. */
final class TestReadingsApi implements AutoCloseable {

    record Answer(int status, String body, String retryAfter) {
        static Answer allAccepted(JsonNode readings) {
            return new Answer(
                    200,
                    "{\"accepted\":%d,\"duplicates\":0,\"refused\":0,\"outcomes\":[]}".formatted(readings.size()),
                    "");
        }
    }

    interface Script {
        Answer answer(Request request) throws Exception;
    }

    /** @param number from 0 */
    record Request(int number, String authorization, String contentType, JsonNode readings) {}

    final Queue<Request> requests = new ConcurrentLinkedQueue<>();

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final HttpServer server;

    TestReadingsApi(Script script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/readings", exchange -> answer(exchange, script));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI baseUri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private synchronized void answer(HttpExchange exchange, Script script) throws IOException {
        try (exchange) {
            JsonNode readings = MAPPER.readTree(new GZIPInputStream(exchange.getRequestBody()));
            Request request = new Request(
                    requests.size(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    readings);
            requests.add(request);
            Answer answer = script.answer(request);
            if (!answer.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
