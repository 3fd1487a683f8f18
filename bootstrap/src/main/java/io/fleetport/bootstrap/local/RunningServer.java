package io.fleetport.bootstrap.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a running local server says of itself, so that other commands find it. No secrets.
 *
 * @param processStartedAt tells the process from a later one with the same number
 * @param data its data directory
 * @param api where the API is, for instance {@code http://localhost:8080}
 * @param vehiclesPort where vehicles connect on this machine
 * @param stationsPort where the broker for stations is on this machine; 0 without one
 */
public record RunningServer(
        long pid, Instant processStartedAt, Path data, URI api, int vehiclesPort, int stationsPort, Instant startedAt) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The system tells a process's start by counting from its boot, which moves when the clock is set. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(10);

    /** This process, as a server. */
    public static RunningServer here(Path data, URI api, int vehiclesPort, int stationsPort, Instant now) {
        ProcessHandle self = ProcessHandle.current();
        return new RunningServer(self.pid(), startOf(self), data, api, vehiclesPort, stationsPort, now);
    }

    /** Whether the process that wrote this still runs. */
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Duration.between(startOf(process), processStartedAt)
                                .abs()
                                .compareTo(CLOCK_STEP)
                        <= 0)
                .isPresent();
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Writes it in one step: a reader sees all of it or none. */
    public void writeTo(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("file must be inside a folder but is " + file);
        }
        PrivateFile.createFolder(folder);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("pid", pid);
            json.writeStringField("process_started_at", processStartedAt.toString());
            json.writeStringField("data", data.toString());
            json.writeStringField("api", api.toString());
            json.writeNumberField("vehicles_port", vehiclesPort);
            json.writeNumberField("stations_port", stationsPort);
            json.writeStringField("started_at", startedAt.toString());
            json.writeEndObject();
        }
        Path draft = Files.createTempFile(folder, ".server", ".new");
        Files.writeString(draft, text + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the file says; empty when it is missing or not whole. */
    public static Optional<RunningServer> readFrom(Path file) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(file.toFile())) {
            json.nextToken();
            for (JsonToken token = json.nextToken(); token == JsonToken.FIELD_NAME; token = json.nextToken()) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
            return Optional.of(new RunningServer(
                    Long.parseLong(field(fields, "pid")),
                    Instant.parse(field(fields, "process_started_at")),
                    Path.of(field(fields, "data")),
                    URI.create(field(fields, "api")),
                    Integer.parseInt(field(fields, "vehicles_port")),
                    Integer.parseInt(field(fields, "stations_port")),
                    Instant.parse(field(fields, "started_at"))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String field(Map<String, String> fields, String name) {
        @Nullable String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }
}
