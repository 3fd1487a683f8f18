package io.fleetport.bootstrap.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged launcher, as a user would call it, with a state folder of its own. */
final class Launcher {

    private final Path home;
    private final Map<String, String> environment;

    /** @param home a folder for everything the commands keep */
    Launcher(Path home) {
        this(home, Map.of());
    }

    /** @param environment beside our own, for every command */
    Launcher(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** Starts a command and leaves it running; what it prints goes to the log file. */
    Process start(Path log, String... words) {
        List<String> command = new ArrayList<>();
        command.add(executable().toString());
        command.addAll(List.of(words));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Map<String, String> variables = builder.environment();
            variables.put("XDG_DATA_HOME", home.resolve("share").toString());
            variables.put("XDG_STATE_HOME", home.resolve("state").toString());
            variables.putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command that ended had to say. */
    record Ended(int exitCode, String output) {}

    /** Runs a command to its end. */
    Ended run(int seconds, String... words) {
        try {
            Path log = Files.createTempFile(home, "command", ".log");
            Process process = start(log, words);
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", words) + " did not end within " + seconds + " s:\n"
                        + Files.readString(log, StandardCharsets.UTF_8));
            }
            return new Ended(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path executable() {
        File built = new File("target/fleetport");
        if (!built.canExecute()) {
            throw new IllegalStateException("the launcher is not built: run the whole build up to package first");
        }
        return built.toPath().toAbsolutePath();
    }
}
