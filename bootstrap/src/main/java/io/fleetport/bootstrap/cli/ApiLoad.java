package io.fleetport.bootstrap.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Reads the API at a steady rate, whether it answers quickly or not: a request that has to wait for its turn counts from
 * when it should have been sent. Used once.
 */
final class ApiLoad {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    /** More unanswered requests than any client pool would have; past that the sending waits, and latencies say so. */
    private static final int MOST_UNDERWAY = 512;

    /** While the server compiles, more would only queue. */
    private static final int MOST_UNDERWAY_COLD = 32;

    /** What the warm-up begins with, of the full rate. */
    private static final double LOWEST_SHARE = 0.05;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private static final JsonFactory JSON = new JsonFactory();

    /** What is asked and how often, of a hundred. */
    private enum Kind {
        STATE(30),
        VEHICLES(20),
        TRIPS(20),
        HISTORY(20),
        VEHICLE(10);

        private final int share;

        Kind(int share) {
            this.share = share;
        }
    }

    /** What was seen of the requests of one kind. */
    private record Sort(Kind kind, Histogram latencies) {
        static Sort of(Kind kind) {
            return new Sort(kind, new ConcurrentHistogram(LONGEST_MICROS, 3));
        }
    }

    private final URI api;
    private final String token;
    private final double perSecond;
    private final Duration warmUp;
    private final Duration counted;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Sort> sorts = Arrays.stream(Kind.values()).map(Sort::of).toList();
    private final LongAdder inTime = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Random random = new Random(1);
    private volatile boolean stopped;

    /**
     * @param api without a path
     * @param warmUp in which the rate rises steadily to the full one; its failures count, its latencies do not
     */
    ApiLoad(URI api, String token, double perSecond, Duration warmUp, Duration counted) {
        this.api = api;
        this.token = token;
        this.perSecond = perSecond;
        this.warmUp = warmUp;
        this.counted = counted;
    }

    void stop() {
        stopped = true;
    }

    /**
     * Returns when all are answered or have failed. The warm-up begins with this call, and its requests as soon as there
     * are vehicles to ask for.
     */
    ApiRun run() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Span span =
                new Span(begun + warmUp.toNanos(), begun + warmUp.plus(counted).toNanos());
        List<String> vehicles = firstVehicles(span.from());
        warmUp(vehicles, begun, span);
        count(vehicles(), span);
        return result();
    }

    /** What is not answered in time is not caught up with: the counted span begins with no request waiting. */
    private void warmUp(List<String> vehicles, long begun, Span span) throws InterruptedException {
        Semaphore underway = new Semaphore(MOST_UNDERWAY_COLD);
        for (long due = System.nanoTime(); !stopped && due - span.from() < 0; due += interval(due - begun)) {
            await(due);
            underway.acquire();
            due = Math.max(due, System.nanoTime());
            send(next(vehicles), due, span, underway);
        }
        underway.acquire(MOST_UNDERWAY_COLD);
    }

    private void count(List<String> vehicles, Span span) throws InterruptedException {
        Semaphore underway = new Semaphore(MOST_UNDERWAY);
        long interval = (long) (1e9 / perSecond);
        for (long due = Math.max(span.from(), System.nanoTime()); !stopped && due - span.until() < 0; due += interval) {
            await(due);
            underway.acquire();
            send(next(vehicles), due, span, underway);
        }
        underway.acquire(MOST_UNDERWAY);
    }

    private static void await(long due) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    /** The nanoseconds of {@link System#nanoTime} between which requests are due that count. */
    private record Span(long from, long until) {}

    /** @param since nanoseconds from the beginning of the warm-up */
    private long interval(long since) {
        double risen = Math.max(LOWEST_SHARE, (double) since / warmUp.toNanos());
        return (long) (1e9 / (perSecond * risen));
    }

    private List<String> firstVehicles(long latest) throws IOException, InterruptedException {
        List<String> found = vehicles();
        while (found.isEmpty() && !stopped && System.nanoTime() - latest < 0) {
            Thread.sleep(BETWEEN_LOOKS);
            found = vehicles();
        }
        if (found.isEmpty()) {
            throw new CommandFailure("the API had no vehicles to ask for when the warm-up had ended");
        }
        return found;
    }

    private record Ask(Histogram latencies, String path) {}

    private Ask next(List<String> vehicles) {
        String vehicle = vehicles.get(random.nextInt(vehicles.size()));
        int drawn = random.nextInt(100);
        for (Sort sort : sorts) {
            drawn -= sort.kind().share;
            if (drawn < 0) {
                return new Ask(sort.latencies(), path(sort.kind(), vehicle));
            }
        }
        throw new IllegalStateException("the shares must add up to 100");
    }

    private static String path(Kind kind, String vehicle) {
        return switch (kind) {
            case STATE -> "/vehicles/" + vehicle + "/state";
            case VEHICLES -> "/vehicles?limit=50";
            case TRIPS -> "/trips?limit=50";
            case HISTORY ->
                "/vehicles/" + vehicle + "/history?limit=100&from="
                        + Instant.now().minusSeconds(10).truncatedTo(ChronoUnit.SECONDS);
            case VEHICLE -> "/vehicles/" + vehicle;
        };
    }

    private void send(Ask ask, long due, Span span, Semaphore underway) {
        var answered = client.sendAsync(request(ask.path()), HttpResponse.BodyHandlers.ofByteArray())
                .whenComplete((answer, failure) -> {
                    long now = System.nanoTime();
                    if (failure != null || answer.statusCode() != 200) {
                        failed.increment();
                    } else if (due - span.from() >= 0) {
                        long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, now - due));
                        ask.latencies().recordValue(Math.min(micros, LONGEST_MICROS));
                        if (now - span.until() < 0) {
                            inTime.increment();
                        }
                    }
                    underway.release();
                });
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(api.resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private List<String> vehicles() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request("/vehicles?limit=1000"), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new CommandFailure("asked for vehicles, the API answered " + answer.statusCode());
        }
        List<String> ids = new ArrayList<>();
        try (JsonParser json = JSON.createParser(answer.body())) {
            for (JsonToken next = json.nextToken(); next != null; next = json.nextToken()) {
                if (next == JsonToken.FIELD_NAME && "vehicle_id".equals(json.currentName())) {
                    ids.add(String.valueOf(json.nextTextValue()));
                }
            }
        }
        return ids;
    }

    private ApiRun result() {
        Histogram all = new Histogram(LONGEST_MICROS, 3);
        Map<String, BenchRun.Latency> byKind = new LinkedHashMap<>();
        for (Sort sort : sorts) {
            all.add(sort.latencies());
            byKind.put(sort.kind().name().toLowerCase(Locale.ROOT), latency(sort.latencies()));
        }
        return new ApiRun(
                perSecond,
                inTime.sum() / (counted.toNanos() / 1e9),
                all.getTotalCount(),
                failed.sum(),
                latency(all),
                byKind);
    }

    private static BenchRun.Latency latency(Histogram of) {
        return new BenchRun.Latency(
                of.getValueAtPercentile(50) / 1e3,
                of.getValueAtPercentile(99) / 1e3,
                of.getValueAtPercentile(99.9) / 1e3,
                of.getMaxValue() / 1e3);
    }
}
