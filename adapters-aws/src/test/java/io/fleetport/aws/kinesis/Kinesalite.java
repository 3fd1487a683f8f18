package io.fleetport.aws.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fleetport.application.contract.FreePort;
import io.fleetport.aws.dynamodb.DynamoLocal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Kinesalite, a Kinesis of its own code in a process of Node.js, its streams in memory. It is fetched once, by the versions in
 * {@code src/test/kinesalite}; tests are skipped where Node.js is not installed.
 */
public final class Kinesalite implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Kinesalite.class);
    private static final Path WANTED = Path.of("src/test/kinesalite");
    private static final Path HOME = Path.of("target/kinesalite");
    private static final Path PROGRAM = HOME.resolve("node_modules/kinesalite/cli.js");
    private static final long MOST_SECONDS = 120;

    static {
        // It speaks JSON only, which the SDK is told for all its clients.
        System.setProperty("aws.cborEnabled", "false");
    }

    private final int port = FreePort.any();
    private final List<String> place;
    private Process process;

    private Kinesalite(List<String> place) {
        this.place = place;
        startAgain();
    }

    /** One that keeps nothing. */
    static Kinesalite started() {
        fetch();
        return new Kinesalite(List.of());
    }

    /** One that can be killed and started again with what it had. */
    public static Kinesalite startedIn(Path folder) {
        fetch();
        return new Kinesalite(List.of("--path", folder.toString()));
    }

    private static synchronized void fetch() {
        for (String program : List.of("node", "npm")) {
            boolean installed = isInstalled(program);
            if (!installed) { // what is left out before a class begins is in no count
                LOG.warn("tests of Kinesis are skipped: {} is not installed, which kinesalite runs on", program);
            }
            assumeTrue(installed, program + " is not installed: Kinesis is tried with kinesalite on Node.js");
        }
        if (Files.exists(PROGRAM)) {
            return;
        }
        try {
            Files.createDirectories(HOME);
            for (String file : List.of("package.json", "package-lock.json")) {
                Files.copy(WANTED.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            Path log = HOME.resolve("npm.log");
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = npm.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                npm.destroyForcibly();
            }
            assumeTrue(
                    ended && npm.exitValue() == 0,
                    () -> "npm could not fetch kinesalite, without which Kinesis is not tried; see "
                            + log.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while npm was fetching", e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Makes a stream and returns when it can be used. @return the ids of its shards */
    public List<String> makeStream(String name, int shards) {
        try (KinesisClient client = DynamoLocal.access(endpoint()).open(KinesisClient.builder())) {
            client.createStream(request -> request.streamName(name).shardCount(shards));
            client.waiter().waitUntilStreamExists(request -> request.streamName(name));
            return client.listShards(request -> request.streamName(name)).shards().stream()
                    .map(Shard::shardId)
                    .toList();
        }
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while kinesalite was ending", e);
        }
    }

    /** At the address of before. */
    public void startAgain() {
        List<String> command = new ArrayList<>(List.of(
                "node",
                PROGRAM.toString(),
                "--port",
                Integer.toString(port),
                "--shardLimit",
                "1000",
                "--createStreamMs",
                "0",
                "--updateStreamMs",
                "0",
                "--deleteStreamMs",
                "0"));
        command.addAll(place);
        process = run(command);
        awaitStart();
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return List.of(path.split(java.io.File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Process run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            HOME.resolve("kinesalite.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStart() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (System.nanoTime() - until < 0) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
                if (socket.getInputStream().read() >= 0) {
                    return;
                }
            } catch (InterruptedIOException e) {
                throw new UncheckedIOException(e);
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("kinesalite has ended with " + process.exitValue(), notYet);
                }
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("kinesalite does not answer");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
