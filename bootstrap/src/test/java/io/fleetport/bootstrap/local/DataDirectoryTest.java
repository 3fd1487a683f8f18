package io.fleetport.bootstrap.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

    @TempDir
    private Path folder;

    @Test
    void aSecondUserIsRefusedAndToldWhoHasIt() {
        try (DataDirectory first = DataDirectory.open(folder.resolve("data"))) {
            assertThatThrownBy(() -> DataDirectory.open(first.root()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
        DataDirectory.open(folder.resolve("data")).close();
    }

    @Test
    void aFolderWithOtherThingsInItIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "");

        assertThatThrownBy(() -> DataDirectory.open(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not Fleetport's");
    }

    @Test
    void cleaningTakesOurDataAndNothingElse() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"))) {
            PrivateFile.write(data.keys().resolve("a.key"), new byte[1]);
            Files.createDirectories(data.archive().resolve("organization=one"));
            Path note = Files.writeString(data.root().resolve("note.txt"), "mine");

            data.clean();

            assertThat(data.keys()).doesNotExist();
            assertThat(data.archive()).doesNotExist();
            assertThat(note).exists();
        }
    }

    @Test
    void aNewVolumeMayHoldTheKeysAlready() throws Exception {
        Path volume = Files.createDirectories(folder.resolve("volume"));
        Files.createDirectories(volume.resolve("lost+found"));
        Files.writeString(Files.createDirectories(volume.resolve("keys")).resolve("webhooks.key"), "secret");
        try (DataDirectory data = DataDirectory.open(volume)) {
            assertThat(data.keys().resolve("webhooks.key")).hasContent("secret");
        }
    }
}
