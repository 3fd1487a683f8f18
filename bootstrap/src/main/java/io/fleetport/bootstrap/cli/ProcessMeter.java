package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.LocalLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server and its database use while this is open: processor time from begin to end, and the most memory seen, looked
 * at every five seconds, since counting shared pages takes a tenth of a second of a processor. Memory is counted
 * proportionally where processes share it (the database's all share one buffer). On systems without {@code /proc} memory is 0.
 */
final class ProcessMeter implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /**
     * @param serverMegabytes most memory of the server's process (resident set, 10^6 bytes)
     * @param databaseMegabytes most memory of the database's processes together
     * @param serverCores processors the server kept busy on average; likewise the others
     */
    record Usage(
            double serverMegabytes,
            double databaseMegabytes,
            double serverCores,
            double databaseCores,
            double generatorCores) {}

    /** Processor time used so far, at a moment. */
    private record From(long nanos, Duration server, Duration database, Duration generator) {}

    private final ProcessHandle server;
    private final Optional<ProcessHandle> database;
    private volatile From from;
    private final Thread looking;
    private volatile long serverBytes;
    private volatile long databaseBytes;

    private ProcessMeter(ProcessHandle server, Optional<ProcessHandle> database) {
        this.server = server;
        this.database = database;
        this.from = now();
        this.looking = Thread.ofPlatform().daemon().name("process-meter").start(this::look);
    }

    static ProcessMeter of(long serverPid, Path data) throws IOException {
        ProcessHandle server =
                ProcessHandle.of(serverPid).orElseThrow(() -> new CommandFailure("the server has ended; see above"));
        List<String> postmaster = Files.readAllLines(LocalLayout.database(data).resolve("postmaster.pid"));
        return new ProcessMeter(
                server, ProcessHandle.of(Long.parseLong(postmaster.getFirst().strip())));
    }

    /** Processor time counts from now on: connecting is another matter than sending. */
    void begin() {
        from = now();
    }

    Usage stop() {
        From begin = from;
        From end = now();
        double seconds = (end.nanos() - begin.nanos()) / 1e9;
        return new Usage(
                serverBytes / 1e6,
                databaseBytes / 1e6,
                seconds(end.server().minus(begin.server())) / seconds,
                seconds(end.database().minus(begin.database())) / seconds,
                seconds(end.generator().minus(begin.generator())) / seconds);
    }

    private From now() {
        return new From(
                System.nanoTime(),
                busy(Stream.of(server)),
                busy(databaseProcesses()),
                busy(Stream.of(ProcessHandle.current())));
    }

    private void look() {
        try {
            while (true) {
                serverBytes = Math.max(serverBytes, memory(Stream.of(server), "status", "VmRSS:"));
                databaseBytes = Math.max(databaseBytes, memory(databaseProcesses(), "smaps_rollup", "Pss:"));
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<ProcessHandle> databaseProcesses() {
        return database.stream().flatMap(main -> Stream.concat(Stream.of(main), main.descendants()));
    }

    private static Duration busy(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static long memory(Stream<ProcessHandle> processes, String file, String label) {
        return processes
                .mapToLong(process -> kilobytes(Path.of("/proc", Long.toString(process.pid()), file), label) * 1024)
                .sum();
    }

    private static long kilobytes(Path file, String label) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(label))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
