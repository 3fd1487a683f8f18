package io.fleetport.bootstrap.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database process that outlived the server that started it, because that one was killed. It is told to stop before a
 * new one starts on the same data: two at once would be refused, and the old one has settings we do not know.
 */
final class OrphanedPostmaster {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostmaster.class);

    /** A fast shutdown writes a checkpoint, which for a full buffer of 256 MB took seconds on a slow disk. */
    private static final long PATIENCE_SECONDS = 60;

    private OrphanedPostmaster() {}

    /**
     * Returns when no database runs on the folder. A pid file whose process is gone, or is another program by now, is
     * removed. The caller must hold the {@link DataDirectory}: a database seen here can then only be an orphan.
     */
    static void stopIn(Path folder) {
        Optional<ProcessHandle> running = find(folder);
        running.ifPresent(process -> {
            LOG.info("stopping the database that a killed server left running, process {}", process.pid());
            signal("-INT", process);
            if (!waitFor(process)) {
                signal("-QUIT", process);
                if (!waitFor(process)) {
                    throw new IllegalStateException("the database of a killed server still runs as process "
                            + process.pid() + " and does not stop: end it by hand");
                }
            }
        });
        try {
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove postmaster.pid in " + folder, e);
        }
    }

    /** The database process running on the folder. */
    static Optional<ProcessHandle> find(Path folder) {
        Path file = folder.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            long pid = lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
            return ProcessHandle.of(pid).filter(process -> isPostmasterOf(folder, process));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The number may belong to another program by now, even to another database: only its arguments tell. */
    private static boolean isPostmasterOf(Path folder, ProcessHandle process) {
        boolean postgres = process.info()
                .command()
                .map(Path::of)
                .map(Path::getFileName)
                .filter(name -> name.toString().equals("postgres"))
                .isPresent();
        return postgres
                && process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> argument.equals(folder.toString()));
    }

    /** PostgreSQL takes the polite signals only; Java can send no SIGINT to a process by itself. */
    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process is gone after waiting for it. */
    static boolean waitFor(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException e) {
            return !process.isAlive();
        }
    }
}
