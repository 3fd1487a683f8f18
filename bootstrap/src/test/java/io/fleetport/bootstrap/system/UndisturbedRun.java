package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.trip.DriveSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All labelled drives, replayed once through the real protocols with nothing in their way: what accuracy is measured on,
 * and what a disturbed run must equal.
 *
 * @param seen what a client saw at the end
 * @param log what the server printed
 * @param data the server's data directory, with its archive
 */
record UndisturbedRun(DrivesSeen seen, String log, Path data) {

    private static @Nullable UndisturbedRun run;

    /** The same run for every test of this process. */
    static synchronized UndisturbedRun get() {
        if (run == null) {
            run = happen();
        }
        return run;
    }

    private static UndisturbedRun happen() {
        try {
            Path home =
                    Files.createTempDirectory(Path.of("target"), "undisturbed").toAbsolutePath();
            Launcher launcher = new Launcher(home);
            try (ServerProcess server = ServerProcess.start(launcher, home)) {
                List<String> words = new ArrayList<>(List.of(
                        "simulate", "vehicles", "--data", server.data().toString(), "--speed", "max", "--replay"));
                DriveSet.LABELLED.forEach(
                        set -> words.add(RecordedDrives.file(set, home).toString()));
                Launcher.Ended replay = launcher.run(300, words.toArray(String[]::new));
                assertThat(replay.exitCode()).as(replay.output()).isZero();
                return new UndisturbedRun(DrivesSeen.of(server), server.log(), server.data());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
