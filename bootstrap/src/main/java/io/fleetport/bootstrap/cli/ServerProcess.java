package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.RunningServer;
import io.fleetport.bootstrap.local.RunningServers;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A local server in a process of its own, with empty data, started as this program was. Ended when closed. */
final class ServerProcess implements AutoCloseable {

    private static final long START_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long END_PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path data;
    private final Thread onSignal;

    private ServerProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
        this.onSignal = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    static ServerProcess start(Path data, int apiPort, int vehiclesPort, int stationsPort) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.fleetport.bootstrap.Fleetport"));
        command.addAll(List.of(
                "serve",
                "--clean",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(apiPort),
                "--tesla-port",
                Integer.toString(vehiclesPort),
                "--stations-port",
                Integer.toString(stationsPort)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putIfAbsent("FLEETPORT_LOG_LEVEL", "WARN");
        return new ServerProcess(builder.start(), data);
    }

    /** Returns when the server can be used. */
    LocalServer awaitReady() throws InterruptedException {
        long until = System.nanoTime() + START_PATIENCE_NANOS;
        while (System.nanoTime() < until) {
            Optional<RunningServer> ready = RunningServers.on(data).filter(server -> server.pid() == process.pid());
            if (ready.isPresent()) {
                return new LocalServer(ready.get());
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new CommandFailure("the server could not start; see above");
            }
        }
        throw new CommandFailure("the server was not ready in time");
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException ending) {
            // The hook is running: this process ends, too.
        }
    }
}
