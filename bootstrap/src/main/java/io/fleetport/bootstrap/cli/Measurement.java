package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.DataPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One measurement: a server with its database in processes of their own, a load against it, and then a look into its database
 * whether everything acknowledged is there, once.
 */
final class Measurement {

    private final BenchOptions options;
    private final CommandSpec spec;

    Measurement(BenchOptions options, CommandSpec spec) {
        this.options = options;
        this.spec = spec;
    }

    /** What is measured. */
    interface Subject {
        /**
         * Sends the load to the end.
         *
         * @param sending to be called with how many records were sent so far
         */
        BenchRun load(LocalServer server, StatusLine status, Sending sending) throws IOException;

        /** What the server on this data directory has stored of it. */
        StoredReadings stored(Path data) throws IOException;

        /** What readers of the API saw meanwhile, once the load has ended. */
        default Optional<ApiRun> api() {
            return Optional.empty();
        }
    }

    /** Hears how many records were sent so far. */
    interface Sending {
        void sent(long records);
    }

    /** @return the exit code */
    int of(Subject subject) throws IOException, InterruptedException {
        Path folder = options.data()
                .orElseGet(Measurement::usualFolder)
                .toAbsolutePath()
                .normalize();
        int api = Ports.preferably("localhost", Ports.USUAL_API);
        int stream = Ports.preferably("localhost", Ports.USUAL_VEHICLES);
        int broker = Ports.preferably("localhost", Ports.USUAL_STATIONS);
        BenchResult result;
        try (ServerProcess process = ServerProcess.start(folder, api, stream, broker);
                StatusLine status = StatusLine.onStandardError()) {
            status.show("starting a server in " + folder);
            LocalServer server = process.awaitReady();
            try (ProcessMeter meter = ProcessMeter.of(process.pid(), folder)) {
                AtomicBoolean begun = new AtomicBoolean();
                BenchRun run = subject.load(server, status, sent -> {
                    if (sent > 0 && begun.compareAndSet(false, true)) {
                        meter.begin();
                    }
                });
                ProcessMeter.Usage usage = meter.stop();
                status.show("counting what is in the database");
                result = new BenchResult(run, usage, subject.stored(folder), subject.api());
            }
        }
        if (options.data().isEmpty()) {
            forget(folder);
        }
        return print(result);
    }

    private int print(BenchResult result) throws IOException {
        result.lines().forEach(spec.commandLine().getOut()::println);
        Optional<Path> json = options.json();
        if (json.isPresent()) {
            Files.writeString(json.get(), result.json() + "\n");
        }
        if (!result.sound()) {
            throw new CommandFailure(result.verdict());
        }
        return 0;
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
