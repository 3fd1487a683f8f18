package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.bootstrap.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests made from the API's description, valid and invalid: whatever is asked, nothing fails on our side, and
 * every answer is one that the description promises. {@code -Dfuzz.seed} repeats a run, {@code
 * -Dfuzz.requests} makes it longer.
 */
class OpenApiFuzzTest extends ServerTest {

    private static final int WORKERS = 3;

    /** Always the same, so that a build fails for what changed in it. */
    private static final long USUAL_SEED = 20_260_301;

    /** Our own and the platform's packages, and how Java shows where it was. */
    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\tat |io\\.fleetport|io\\.micronaut|io\\.netty|java\\.(lang|util|time|io)\\.|jdk\\.internal");

    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private ApiDocument api;

    @Override
    Map<String, Object> settings() {
        return Map.of("fleetport.http.request-burst", 1_000_000);
    }

    @Override
    Object[] parts() {
        return new Object[] {new PaperCertificates()};
    }

    @BeforeEach
    void read() throws Exception {
        api = ApiDocument.of(server);
    }

    @Test
    void whateverIsAskedTheAnswerIsOneThatWasPromised() throws Exception {
        long seed = Long.getLong("fuzz.seed", USUAL_SEED);
        int requests = Integer.getInteger("fuzz.requests", 3_000);
        System.out.println("fuzzing with -Dfuzz.seed=" + seed + " -Dfuzz.requests=" + requests);
        OwnThings things = new OwnThings(server);
        String token = server.issuer.mint(ACME, "fuzzer", Arrays.asList(Role.values()), Duration.ofMinutes(30));
        int[] good = new int[WORKERS];
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int mine = worker;
                FuzzRequests made = new FuzzRequests(api, server, things, new Random(seed + worker), token);
                running.add(workers.submit(() -> {
                    for (int i = 0; i < requests / WORKERS; i++) {
                        good[mine] += ask(made.next()) ? 1 : 0;
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertThat(wrong.stream().limit(30))
                .as("seed " + seed + ", " + wrong.size() + " wrong")
                .isEmpty();
        // Fuzzing that is always refused at the door would prove nothing of what lies behind it.
        assertThat(Arrays.stream(good).sum()).isGreaterThan(requests / 10);
    }

    @Test
    void whatIsNoProperRequestIsRefusedWithoutFailing() throws Exception {
        String head = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        for (String request : List.of(
                "GET /api/v1/vehicles/%zz" + head + "\r\n",
                "GET /api/v1/vehicles?cursor=%" + head + "\r\n",
                "GET /api/v1/vehicles?limit=%c3%28" + head + "\r\n",
                "GET //" + head + "\r\n",
                "GET /api/v1/../../etc" + head + "\r\n",
                "GET /" + "x".repeat(20_000) + head + "\r\n",
                "GET /api/v1/vehicles" + head + "X-Large: " + "y".repeat(20_000) + "\r\n\r\n",
                "GET /api/v1/vehicles" + head + "Authorization: Bearer \u0001\r\n\r\n",
                "POST /api/v1/stations" + head + "Content-Length: -1\r\n\r\n",
                "POST /api/v1/stations" + head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "nonsense\r\n\r\n",
                "GET /api/v1/vehicles HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET\u0000 /" + head + "\r\n")) {
            String answer = raw(request);
            assertThat(answer)
                    .as(request.substring(0, Math.min(60, request.length())))
                    .doesNotMatch("(?s)HTTP/1.. 5.*");
            assertThat(INSIDES.matcher(answer).find()).as(answer).isFalse();
        }
        assertThat(server.get("/api/v1/vehicles", server.token(Role.VIEWER)).statusCode())
                .isEqualTo(200);
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("localhost", server.uri("/").getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException reset) {
            return ""; // hung up on, which is an answer too
        }
    }

    /** Whether it was done. */
    private boolean ask(FuzzRequests.Asked asked) throws Exception {
        HttpResponse<InputStream> response;
        try {
            response = answer(asked.request());
        } catch (IOException e) {
            if (!isNoRequestAtAll(asked.request())) {
                wrong.add("no answer but " + e.getMessage() + "\n    " + asked);
            }
            return false;
        }
        int status = response.statusCode();
        String type = response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        String body;
        try (InputStream in = response.body()) {
            body = type.equals("text/event-stream") ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String complaint = complaint(asked, status, type, body);
        if (complaint != null) {
            wrong.add(complaint + "\n    " + asked + "\n    " + status + " " + type + " "
                    + body.substring(0, Math.min(400, body.length())));
        }
        return status / 100 == 2;
    }

    /**
     * A request may cross with the end of the connection that was kept for it, which a server may end at any time (RFC 9112,
     * 9.5): asked a second time, it has to answer.
     */
    private HttpResponse<InputStream> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return server.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException crossed) {
            return server.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        }
    }

    /** A stream that is no proper HTTP/2 is reset (RFC 9113): larger than allowed. */
    private static boolean isNoRequestAtAll(HttpRequest request) {
        return request.uri().toString().length() > 4_000;
    }

    private String complaint(FuzzRequests.Asked asked, int status, String type, String body) throws Exception {
        if (status >= 500) {
            return "failed";
        }
        if (INSIDES.matcher(body).find()) {
            return "shows its insides";
        }
        if (asked.request().method().equals("HEAD")) {
            return null;
        }
        // Refused before a request comes of it: there is nobody yet who could write a problem.
        if ((status == 413 || (status == 414 || status == 431) && body.isEmpty())
                && asked.request().uri().toString().length() > 4_000) {
            return null;
        }
        if (status >= 400) {
            String problem = problem(status, type, body);
            if (problem != null) {
                return problem;
            }
        }
        return asked.regular() ? promised(asked.operation(), status, type, body) : null;
    }

    private String problem(int status, String type, String body) throws Exception {
        if (!type.equals(Problem.MEDIA_TYPE)) {
            return "an error that is no problem";
        }
        JsonNode problem = JSON.readTree(body);
        List<String> complaints = api.complaints(api.root.at("/components/schemas/Problem"), problem);
        if (!complaints.isEmpty() || problem.get("status").asInt() != status) {
            return "a problem not as described " + complaints;
        }
        boolean known = Arrays.stream(ProblemType.values())
                .anyMatch(each -> each.uri().equals(problem.get("type").asText())
                        && each.status().getCode() == status);
        return known ? null : "a problem of no known type for its status";
    }

    private String promised(ApiDocument.Operation operation, int status, String type, String body) throws Exception {
        JsonNode answer = api.resolved(operation.node().path("responses").path(Integer.toString(status)));
        if (answer.isMissingNode()) {
            return "a status that " + operation.id() + " does not promise";
        }
        JsonNode content = answer.path("content");
        if (content.isEmpty()) {
            return body.isEmpty() ? null : "a body that was not promised";
        }
        if (!content.has(type)) {
            return "a form that was not promised";
        }
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            List<String> complaints = api.complaints(content.get(type).get("schema"), JSON.readTree(body));
            return complaints.isEmpty() ? null : "not as described " + complaints;
        }
        return null;
    }
}
