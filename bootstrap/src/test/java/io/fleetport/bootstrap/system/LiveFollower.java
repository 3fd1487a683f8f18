package io.fleetport.bootstrap.system;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A client of the live stream that counts events by their type until it is closed. */
final class LiveFollower implements AutoCloseable {

    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Thread reader;

    LiveFollower(URI api, String token) {
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/api/v1/live"))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<Stream<String>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).join();
        if (answer.statusCode() != 200) {
            throw new AssertionError("the live stream answered " + answer.statusCode());
        }
        reader = Thread.startVirtualThread(() -> {
            try (Stream<String> lines = answer.body()) {
                lines.filter(line -> line.startsWith("event:"))
                        .forEach(line ->
                                seen.merge(line.substring("event:".length()).strip(), 1, Integer::sum));
            } catch (UncheckedIOException closed) {
                // As asked for.
            }
        });
    }

    int seen(String type) {
        return seen.getOrDefault(type, 0);
    }

    @Override
    public void close() {
        client.shutdownNow();
        reader.interrupt();
    }
}
