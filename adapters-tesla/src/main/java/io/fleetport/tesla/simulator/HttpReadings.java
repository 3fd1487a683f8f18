package io.fleetport.tesla.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends readings in the open HTTP form, again and again until the service has answered for each. Sending one twice is safe:
 * the service tells duplicates. Safe to use from many threads, each of which waits for its own answer.
 */
final class HttpReadings {

    private static final Logger log = LoggerFactory.getLogger(HttpReadings.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(2);

    private final HttpClient client;
    private final URI endpoint;
    private final Supplier<String> token;
    private final ClientSettings backoff;
    private final Tally tally;
    private final Semaphore requests;

    /** @param requestsAtOnce most requests on their way at the same time */
    HttpReadings(
            HttpClient client,
            URI endpoint,
            Supplier<String> token,
            ClientSettings backoff,
            int requestsAtOnce,
            Tally tally) {
        this.client = client;
        this.endpoint = endpoint;
        this.token = token;
        this.backoff = backoff;
        this.requests = new Semaphore(requestsAtOnce);
        this.tally = tally;
    }

    /** Returns when every reading was accepted or refused. Blocks for as long as the service is not there. */
    void post(List<DriveRow> rows) throws InterruptedException {
        byte[] body = encode(rows);
        rows.forEach(row -> tally.sent(row.observedAt()));
        boolean newToken = false;
        for (int attempt = 0; ; attempt++) {
            if (attempt > 0) {
                tally.resent.add(rows.size());
            }
            Duration pause = backoff.backoff(attempt, ThreadLocalRandom.current());
            try {
                HttpResponse<byte[]> answer = send(body);
                int status = answer.statusCode();
                if (status == 200) {
                    settle(rows.size(), answer.body());
                    return;
                }
                if (status == 401 && !newToken) {
                    newToken = true;
                    continue;
                }
                if (status < 500 && status != 429) {
                    refuseAll(rows.size(), "http status " + status);
                    return;
                }
                pause = retryAfter(answer, pause);
                log.debug("the service answered {}, trying again in {}", status, pause);
            } catch (IOException e) {
                tally.failedAttempts.increment();
                log.debug("the service cannot be reached, trying again in {}: {}", pause, e.toString());
            }
            Thread.sleep(pause);
        }
    }

    private HttpResponse<byte[]> send(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + token.get())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        requests.acquire();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } finally {
            requests.release();
        }
    }

    private void settle(int readings, byte[] body) {
        try {
            PostOutcome outcome = PostOutcome.parse(body);
            long now = System.nanoTime();
            tally.duplicates.add(outcome.duplicates());
            tally.acknowledged(outcome.accepted() + outcome.duplicates(), now);
            outcome.refusals().forEach(reason -> tally.refused(reason, now));
        } catch (IOException e) {
            log.warn("the answer of the service cannot be read: {}", e.getMessage());
            refuseAll(readings, "unreadable answer");
        }
    }

    private void refuseAll(int readings, String reason) {
        long now = System.nanoTime();
        for (int i = 0; i < readings; i++) {
            tally.refused(reason, now);
        }
    }

    /** What the service asks for, in seconds or as a date (RFC 9110 section 10.2.3), else the given pause. */
    private static Duration retryAfter(HttpResponse<?> answer, Duration otherwise) {
        String asked = answer.headers().firstValue("Retry-After").orElse("").strip();
        Duration pause = otherwise;
        if (asked.matches("\\d{1,9}")) {
            pause = Duration.ofSeconds(Long.parseLong(asked));
        } else if (!asked.isEmpty()) {
            try {
                Instant then = ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                pause = Duration.between(Instant.now(), then);
            } catch (DateTimeParseException e) {
                log.debug("Retry-After is neither seconds nor a date");
            }
        }
        pause = pause.isNegative() ? Duration.ZERO : pause;
        return pause.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : pause;
    }

    private static byte[] encode(List<DriveRow> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
        try (JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(bytes))) {
            json.writeStartArray();
            for (DriveRow row : rows) {
                ReadingJson.write(row, json);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }
}
