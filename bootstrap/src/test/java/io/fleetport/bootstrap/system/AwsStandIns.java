package io.fleetport.bootstrap.system;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The servers that stand in for AWS, in a process with the class path of the AWS adapters' tests. */
final class AwsStandIns implements AutoCloseable {

    private static final Path ADAPTERS =
            Path.of("../adapters-aws").toAbsolutePath().normalize();
    private static final Path LIBRARIES = ADAPTERS.resolve("target/test.classpath");

    private final Process process;
    private final BufferedReader said;
    private final Writer commands;
    private final Map<String, String> environment = new HashMap<>();

    private AwsStandIns(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** @param home for what they keep and print; tests are skipped where Node.js is not installed */
    static AwsStandIns start(Path home) {
        try {
            String classPath = String.join(
                    java.io.File.pathSeparator,
                    ADAPTERS.resolve("target/test-classes").toString(),
                    ADAPTERS.resolve("target/classes").toString(),
                    Files.readString(LIBRARIES).strip());
            AwsStandIns started = new AwsStandIns(new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            classPath,
                            "io.fleetport.aws.standin.StandIns",
                            home.resolve("kinesis").toString())
                    .directory(ADAPTERS.toFile())
                    .redirectError(home.resolve("stand-ins.log").toFile())
                    .start());
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() throws IOException {
        for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the servers that stand in for AWS have ended");
            }
            assumeFalse(line.startsWith("missing: "), line);
            int equals = line.indexOf('=');
            environment.put(line.substring(0, equals), line.substring(equals + 1));
        }
    }

    /** What a server must be told to find them. */
    Map<String, String> environment() {
        return environment;
    }

    long pid() {
        return process.pid();
    }

    /** @param command such as {@code stop redis} */
    void order(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            String answer = said.readLine();
            if (!"done".equals(answer)) {
                throw new IllegalStateException(command + " was answered by " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            commands.close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
