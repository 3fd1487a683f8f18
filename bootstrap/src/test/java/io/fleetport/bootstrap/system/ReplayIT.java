package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.bootstrap.local.LocalLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All labelled drives and recorded charging sessions came in over the real protocols and were archived; then the database is gone.
 * Out of the archive alone the same vehicles, readings, trips and sessions come into an empty one, and once only.
 */
@Tag("long")
class ReplayIT {

    private static final int LONGEST_SECONDS = 300;

    @TempDir
    Path home;

    private Launcher launcher;
    private ServerProcess server;

    @Test
    void anEmptyDatabaseIsFilledOutOfTheArchiveAsItWasBefore() throws Exception {
        UndisturbedRun run = UndisturbedRun.get();
        Path archive = LocalLayout.archive(run.data());
        launcher = new Launcher(home);
        try (ServerProcess started = ServerProcess.start(launcher, home)) {
            server = started;
            Launcher.Ended replayed = replay(archive);
            assertThat(replayed.exitCode()).as(replayed.output()).isZero();
            System.out.print(replayed.output());
            seesTheSameAs(run);

            Launcher.Ended again = replay(archive);
            assertThat(again.exitCode()).as(again.output()).isZero();
            assertThat(count("taken", again)).as(again.output()).isZero();
            assertThat(count("already there", again)).isEqualTo(count("taken", replayed));
            seesTheSameAs(run);

            Path copy = Files.createDirectory(home.resolve("copy"));
            Path damaged = damage(archive, copy);
            String vehicle = run.seen().trips().getFirst().get("vehicle_id").asText();
            Launcher.Ended hurt = replay(copy, "--vehicle", vehicle);
            assertThat(hurt.exitCode()).as(hurt.output()).isEqualTo(1);
            assertThat(hurt.output())
                    .contains("damaged: ")
                    .contains("/" + damaged.getFileName() + ": it is not what its name says")
                    .contains("1 files are damaged, 0 messages could not be understood");
            seesTheSameAs(run);
            assertThat(server.list("/api/v1/dead-letters?limit=100", "dead_letters"))
                    .isEmpty();
        }
    }

    @Test
    void sessionsOfStationsComeOutOfTheArchiveToo() throws Exception {
        launcher = new Launcher(home);
        List<JsonNode> before;
        Path archive;
        try (ServerProcess first = ServerProcess.start(launcher, home)) {
            Launcher.Ended sent = launcher.run(
                    LONGEST_SECONDS,
                    "simulate",
                    "stations",
                    "--data",
                    first.data().toString(),
                    "--speed",
                    "max",
                    "--replay",
                    RecordedSessionsIT.file("dundee", home).toString(),
                    RecordedSessionsIT.file("epfl", home).toString());
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            before = RecordedSessionsIT.settled(first);
            archive = LocalLayout.archive(first.data());
        }
        try (ServerProcess started = ServerProcess.start(launcher, Files.createDirectory(home.resolve("empty")))) {
            server = started;
            Launcher.Ended replayed = replay(archive);
            assertThat(replayed.exitCode()).as(replayed.output()).isZero();
            System.out.print(replayed.output());
            assertThat(server.list("/api/v1/sessions?limit=1000", "sessions"))
                    .isNotEmpty()
                    .isEqualTo(before);
            RecordedSessionsIT.agrees(server, "dundee");
            RecordedSessionsIT.agrees(server, "epfl");
        }
    }

    private Launcher.Ended replay(Path archive, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "replay",
                "--data",
                server.data().toString(),
                "--organization",
                "demo",
                "--from",
                LocalDate.now(ZoneOffset.UTC).minusDays(1).toString(),
                "--archive",
                archive.toString()));
        words.addAll(List.of(more));
        return launcher.run(LONGEST_SECONDS, words.toArray(String[]::new));
    }

    private void seesTheSameAs(UndisturbedRun run) {
        DrivesSeen seen = DrivesSeen.of(server);
        assertThat(seen.readings()).isNotEmpty().isEqualTo(run.seen().readings());
        assertThat(RecordedDrives.content(seen.trips()))
                .isEqualTo(RecordedDrives.content(run.seen().trips()));
        assertThat(vehicles(seen)).isEqualTo(vehicles(run.seen()));
    }

    private static List<String> vehicles(DrivesSeen seen) {
        return seen.trips().stream()
                .map(trip -> trip.get("vehicle_id").asText())
                .distinct()
                .sorted()
                .toList();
    }

    private static long count(String what, Launcher.Ended ended) {
        return ended.output()
                .lines()
                .filter(line -> line.startsWith(what))
                .map(line -> line.substring(what.length()).strip())
                .mapToLong(line ->
                        Long.parseLong(line.substring(0, line.indexOf(' ')).replace(",", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Copies an archive, one of its files with bytes turned over in the middle. */
    private static Path damage(Path archive, Path copy) throws IOException {
        Path first = null;
        try (Stream<Path> all = Files.walk(archive)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                Path to = copy.resolve(archive.relativize(file).toString());
                Files.createDirectories(to.getParent());
                byte[] bytes = Files.readAllBytes(file);
                if (first == null) {
                    first = to;
                    for (int i = bytes.length / 2; i < bytes.length / 2 + 16; i++) {
                        bytes[i] ^= 0x55;
                    }
                }
                Files.write(to, bytes);
            }
        }
        assertThat(first).isNotNull();
        return first;
    }
}
