package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.DataPlaces;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.simulator.ClientSettings;
import io.fleetport.tesla.simulator.Load;
import io.fleetport.tesla.simulator.LoadSettings;
import io.fleetport.tesla.simulator.SimulationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how many records a second become durable, end to end. */
@Command(
        name = "ingest",
        description = {
            "Starts a server with its database in processes of their own, sends made-up records over the vehicles' protocol,",
            "and then looks in the database whether everything acknowledged is there, once.",
            "Fails when something was lost or stored twice."
        },
        mixinStandardHelpOptions = true)
final class BenchIngest implements Callable<Integer> {

    private static final OrganizationId OWNER = new OrganizationId("bench");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--vehicles",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Connected vehicles. Default: ${DEFAULT-VALUE}.")
    private int vehicles = 1000;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "10000",
            description = "Records a second of all together. Default: ${DEFAULT-VALUE}.")
    private double rate = 10_000;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long they send. Default: ${DEFAULT-VALUE}.")
    private int seconds = 30;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "40",
            description = {
                "Seconds sent before these, in which the JVM compiles: they are checked for loss like all others,",
                "but count neither for the rate nor for latencies. Default: ${DEFAULT-VALUE}."
            })
    private int warmUp = 40;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "64",
            description = "Most unanswered records of a vehicle. Default: ${DEFAULT-VALUE}.")
    private int window = 64;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the result there.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = data.given()
                .orElseGet(BenchIngest::usualFolder)
                .toAbsolutePath()
                .normalize();
        int api = Ports.preferably("localhost", Ports.USUAL_API);
        int stream = Ports.preferably("localhost", Ports.USUAL_VEHICLES);
        LoadSettings settings = settings(stream);
        BenchResult result;
        try (ServerProcess process = ServerProcess.start(folder, api, stream);
                StatusLine status = StatusLine.onStandardError()) {
            status.show("starting a server in " + folder);
            LocalServer server = process.awaitReady();
            try (ProcessMeter meter = ProcessMeter.of(process.pid(), folder)) {
                AtomicBoolean sending = new AtomicBoolean();
                Load load = new Load(settings, new SimulatedCredentials(server.authority()), progress -> {
                    if (progress.sent() > 0 && sending.compareAndSet(false, true)) {
                        meter.begin();
                    }
                    status.show(Told.of(progress));
                });
                SimulationReport report = Stopping.onSignal(load::stop, load::run);
                ProcessMeter.Usage usage = meter.stop();
                status.show("counting what is in the database");
                result = new BenchResult(settings, report, usage, StoredReadings.count(folder, OWNER));
            }
        }
        if (data.given().isEmpty()) {
            forget(folder);
        }
        result.lines().forEach(spec.commandLine().getOut()::println);
        if (json != null) {
            Files.writeString(json, result.json() + "\n");
        }
        if (!result.sound()) {
            throw new CommandFailure(result.verdict());
        }
        return 0;
    }

    private LoadSettings settings(int stream) {
        try {
            return LoadSettings.of(
                            LocalServer.address(stream, OWNER),
                            vehicles,
                            rate,
                            Duration.ofSeconds((long) warmUp + seconds))
                    .withClient(ClientSettings.DEFAULT.withWindow(window))
                    .withWarmUp(Duration.ofSeconds(warmUp));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ".", e);
        }
    }

    /** On the disk the real data would be on: a folder for temporary files may be in memory. */
    private static Path usualFolder() {
        Path usual = DataPlaces.data().toAbsolutePath().normalize();
        return usual.resolveSibling(usual.getFileName() + "-bench");
    }

    private static void forget(Path folder) {
        try (DataDirectory used = DataDirectory.open(folder)) {
            used.clean();
        }
    }
}
