package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how quickly the API answers while records come in. */
@Command(
        name = "api",
        description = {
            "As bench ingest, and beside it reads the API at a steady rate: states, vehicles, trips, histories.",
            "Fails when a record was lost or stored twice, or a request was not answered with 200."
        },
        mixinStandardHelpOptions = true)
final class BenchApi implements Callable<Integer>, Measurement.Subject {

    private static final OrganizationId OWNER = new OrganizationId("bench");
    private static final Duration TOKEN_LASTS = Duration.ofHours(12);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Mixin
    private VehicleLoadOption vehicles = new VehicleLoadOption();

    @Option(
            names = "--requests",
            paramLabel = "R",
            defaultValue = "500",
            description = "Requests a second to the API. Default: ${DEFAULT-VALUE}.")
    private double requests = 500;

    private @Nullable ApiRun api;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(requests > 0 && requests <= 100_000)) {
            throw new ParameterException(spec.commandLine(), "--requests must be above 0 and at most 100000.");
        }
        vehicles.check(options, spec, OWNER);
        return new Measurement(options, spec).of(this);
    }

    @Override
    public BenchRun load(LocalServer server, StatusLine status, Measurement.Sending sending) throws IOException {
        String token = server.issuer().mint(OWNER, "bench-reader", List.of(Role.MANAGER), TOKEN_LASTS);
        Duration counted = options.duration().minus(options.warmUp());
        ApiLoad readers = new ApiLoad(server.running().api(), token, requests, options.warmUp(), counted);
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            CompletableFuture<ApiRun> reading = new CompletableFuture<>();
            beside.execute(() -> read(readers, reading));
            BenchRun run = vehicles.load(options, spec, server, OWNER, status, sending);
            api = reading.get();
            return run;
        } catch (ExecutionException e) {
            throw new CommandFailure("the API could not be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", e);
        } finally {
            readers.stop();
        }
    }

    private static void read(ApiLoad readers, CompletableFuture<ApiRun> reading) {
        try {
            reading.complete(readers.run());
        } catch (IOException | InterruptedException | RuntimeException failed) {
            reading.completeExceptionally(failed);
        }
    }

    @Override
    public StoredReadings stored(Path data) throws IOException {
        return StoredReadings.ofVehicles(data, OWNER);
    }

    @Override
    public Optional<ApiRun> api() {
        return Optional.ofNullable(api);
    }
}
