package io.fleetport.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackagedDrivesTest {

    @TempDir
    private Path folder;

    @Test
    void everySetCanBeReplayedAndTellsNoTripIds() throws Exception {
        List<Path> files = PackagedDrives.copyTo(folder.resolve("drives"));

        assertThat(files).hasSize(5);
        for (Path file : files) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                assertThat(List.of(lines.getFirst().split(",")))
                        .contains("vehicle_id", "ts", "lat", "lon")
                        .doesNotContain("trip_id");
                assertThat(lines).hasSizeGreaterThan(300);
            }
        }
    }

    @Test
    void everySetComesWithItsLicence() throws Exception {
        for (Path file : PackagedDrives.copyTo(folder)) {
            String set = file.getFileName().toString().replace(".csv.gz", "");
            try (InputStream note = PackagedDrives.class.getResourceAsStream("/demo-drives/" + set + "/README.md")) {
                assertThat(note).as(set).isNotNull();
                assertThat(new String(note.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("Source:", "Licence:");
            }
        }
    }
}
