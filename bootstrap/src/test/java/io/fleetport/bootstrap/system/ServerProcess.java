package io.fleetport.bootstrap.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetport.application.contract.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server started by the launcher in a process of its own, and what a client sees of it. */
final class ServerProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Launcher launcher;
    private final Path data;
    private final Path log;
    private final int port;
    private final int vehiclesPort;
    private final int stationsPort;
    private final List<String> more;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private int starts;
    private String token;
    private String operatorToken;

    private ServerProcess(Launcher launcher, Path home, List<String> more) {
        this.launcher = launcher;
        this.data = home.resolve("data");
        this.log = home.resolve("serve.log");
        this.port = FreePort.any();
        this.vehiclesPort = FreePort.any();
        this.stationsPort = FreePort.any();
        this.more = more;
    }

    static ServerProcess start(Launcher launcher, Path home, String... more) {
        ServerProcess server = new ServerProcess(launcher, home, List.of(more));
        server.restart();
        return server;
    }

    /** Starts it again on the same ports and data. */
    void restart() {
        List<String> words = new ArrayList<>(List.of(
                "serve",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--tesla-port",
                Integer.toString(vehiclesPort),
                "--stations-port",
                Integer.toString(stationsPort)));
        words.addAll(more);
        process = launcher.start(log, words.toArray(String[]::new));
        starts++;
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("the server ended:\n" + log());
                    }
                })
                .until(this::isReady);
    }

    String tokenOf(String organization, String role) {
        return launcher.run(30, "token", "--data", data.toString(), "--organization", organization, "--role", role)
                .output()
                .strip();
    }

    /** kill -9. */
    void killHard() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long pid() {
        return process.pid();
    }

    Path data() {
        return data;
    }

    int vehiclesPort() {
        return vehiclesPort;
    }

    int stationsPort() {
        return stationsPort;
    }

    /** Stops the database with all its processes (they are each other's process group), or lets it go on. */
    void pauseDatabase(boolean paused) {
        try {
            long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                    .getFirst()
                    .strip());
            StringBuilder all = new StringBuilder(Long.toString(postmaster));
            ProcessHandle.of(postmaster).orElseThrow().children().forEach(child -> all.append(' ')
                    .append(child.pid()));
            String command = "kill " + (paused ? "-STOP " : "-CONT ") + all;
            if (new ProcessBuilder("sh", "-c", command).start().waitFor() != 0) {
                throw new AssertionError("failed: " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI api() {
        return URI.create("http://localhost:" + port);
    }

    String token() {
        if (token == null) {
            token = tokenOf("demo", "admin");
        }
        return token;
    }

    private String operatorToken() {
        if (operatorToken == null) {
            operatorToken = tokenOf("demo", "operator");
        }
        return operatorToken;
    }

    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body of a successful answer. */
    JsonNode get(String path) {
        HttpResponse<String> response = ask(path, token());
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All items of a list, page by page. */
    List<JsonNode> list(String path, String member) {
        List<JsonNode> all = new ArrayList<>();
        String separator = path.contains("?") ? "&" : "?";
        String next = null;
        do {
            JsonNode page = get(next == null ? path : path + separator + "cursor=" + next);
            page.get(member).forEach(all::add);
            next = page.get("next").isNull() ? null : page.get("next").asText();
        } while (next != null);
        return all;
    }

    /** Returns when the list is not empty: whoever fills it has found the server. */
    void awaitSome(String path, String member) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !get(path).get(member).isEmpty());
    }

    /** The sum of a counter over its tags. */
    double metric(String name, String tag) {
        return ask("/metrics", operatorToken())
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** All metrics as they are scraped. */
    String metrics() {
        return ask("/metrics", operatorToken()).body();
    }

    private HttpResponse<String> ask(String path, String bearer) {
        try {
            return http.send(
                    HttpRequest.newBuilder(api().resolve(path))
                            .header("Authorization", "Bearer " + bearer)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** When the server says so itself: other commands find it from then on. */
    private boolean isReady() {
        return log().split(" is ready after ", -1).length > starts && answersReady();
    }

    private boolean answersReady() {
        try {
            return http.send(
                                    HttpRequest.newBuilder(api().resolve("/health/readiness"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not end within 30 s of SIGTERM:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
