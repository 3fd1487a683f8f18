package io.fleetport.bootstrap.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningServersTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void aServerIsFoundWhileItRuns() throws Exception {
        RunningServers servers = new RunningServers(folder.resolve("servers"));
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"))) {
            RunningServer self = RunningServer.here(data.root(), URI.create("http://localhost:8080"), 8443, 8883, NOON);
            try (RunningServers.Registration registration = servers.register(self, data)) {
                assertThat(registration).isNotNull();
                assertThat(servers.newest()).contains(self);
                assertThat(RunningServers.on(data.root())).contains(self);
            }
            assertThat(servers.newest()).isEmpty();
            assertThat(RunningServers.on(data.root())).isEmpty();
        }
    }

    @Test
    void whereNothingCanBeWrittenAServerIsFoundByItsDataAlone() throws Exception {
        RunningServers servers = new RunningServers(Files.createFile(folder.resolve("no-folder")));
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"))) {
            RunningServer self = RunningServer.here(data.root(), URI.create("http://localhost:8080"), 8443, 8883, NOON);
            try (RunningServers.Registration registration = servers.register(self, data)) {
                assertThat(registration).isNotNull();
                assertThat(RunningServers.on(data.root())).contains(self);
            }
            assertThat(servers.newest()).isEmpty();
            assertThat(RunningServers.on(data.root())).isEmpty();
        }
    }

    @Test
    void aServerWhoseProcessIsGoneIsPassedOverAndForgotten() throws Exception {
        Process gone = new ProcessBuilder("sleep", "1000").start();
        RunningServer self = RunningServer.here(folder, URI.create("http://localhost:8080"), 8443, 8883, NOON);
        Path entry = folder.resolve("servers/gone.json");
        new RunningServer(gone.pid(), Instant.now(), folder, self.api(), 8443, 8883, NOON.plusSeconds(60))
                .writeTo(entry);
        self.writeTo(folder.resolve("servers/here.json"));
        assertThat(new RunningServers(folder.resolve("servers"))
                        .newest()
                        .orElseThrow()
                        .pid())
                .isEqualTo(gone.pid());

        gone.destroyForcibly().waitFor();

        assertThat(new RunningServers(folder.resolve("servers")).newest()).contains(self);
        assertThat(entry).doesNotExist();
    }

    @Test
    void aNumberTakenOverByAnotherProcessIsNotTheServer() throws Exception {
        RunningServer self = RunningServer.here(folder, URI.create("http://localhost:8080"), 8443, 8883, NOON);
        new RunningServer(self.pid(), self.processStartedAt().minusSeconds(3600), folder, self.api(), 8443, 8883, NOON)
                .writeTo(folder.resolve("servers/1.json"));
        Files.writeString(folder.resolve("servers/2.json"), "{\"pid\":");

        assertThat(new RunningServers(folder.resolve("servers")).newest()).isEmpty();
    }
}
