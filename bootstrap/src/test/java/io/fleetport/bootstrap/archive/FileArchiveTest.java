package io.fleetport.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileArchiveTest {

    private static final UUID BATCH = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final VehicleId VEHICLE = VehicleId.parse("00000000-0000-8000-8000-000000000001");

    @TempDir
    private Path folder;

    @Test
    void aBatchIsSplitByOrganizationAndUtcDay() throws Exception {
        new FileArchive(folder)
                .keep(new ArchiveBatch(
                        BATCH,
                        List.of(
                                message("one", "2026-03-01T23:59:59.999999Z", "a"),
                                message("one", "2026-03-02T00:00:00Z", "b"),
                                message("two", "2026-03-01T12:00:00Z", "c"),
                                message("one", "2026-03-01T08:00:00Z", "d"))));

        assertThat(raws("organization=one/year=2026/month=03/day=01")).containsExactly("a", "d");
        assertThat(raws("organization=one/year=2026/month=03/day=02")).containsExactly("b");
        assertThat(raws("organization=two/year=2026/month=03/day=01")).containsExactly("c");
        assertThat(files()).hasSize(3);
    }

    @Test
    void aLineSaysWhoWhenAndHow() throws Exception {
        new FileArchive(folder)
                .keep(new ArchiveBatch(BATCH, List.of(message("one", "2026-03-01T08:00:00.000001Z", "a"))));

        assertThat(lines("organization=one/year=2026/month=03/day=01"))
                .containsExactly("{\"vehicle_id\":\"" + VEHICLE
                        + "\",\"source\":\"tesla\",\"received_at\":\"2026-03-01T08:00:00.000001Z\",\"raw\":\"YQ==\"}");
    }

    @Test
    void theSameBatchAgainChangesNothing() throws Exception {
        ArchiveBatch batch = new ArchiveBatch(BATCH, List.of(message("one", "2026-03-01T08:00:00Z", "a")));
        FileArchive archive = new FileArchive(folder);
        archive.keep(batch);
        Path file = files().getFirst();
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        archive.keep(batch);

        assertThat(files()).containsExactly(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(Instant.EPOCH));
    }

    @Test
    void whatAKillLeftHalfWrittenIsWrittenAnew() throws Exception {
        Path day = Files.createDirectories(folder.resolve("organization=one/year=2026/month=03/day=01"));
        Files.writeString(day.resolve("." + BATCH + ".new"), "half");

        new FileArchive(folder).keep(new ArchiveBatch(BATCH, List.of(message("one", "2026-03-01T08:00:00Z", "a"))));

        assertThat(raws("organization=one/year=2026/month=03/day=01")).containsExactly("a");
        assertThat(files()).hasSize(1);
    }

    @Test
    void anArchiveThatCannotBeWrittenIsUnavailable() throws Exception {
        Path occupied = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new FileArchive(occupied)
                        .keep(new ArchiveBatch(BATCH, List.of(message("one", "2026-03-01T08:00:00Z", "a")))))
                .isInstanceOf(PortUnavailable.class);
    }

    private static ArchivedMessage message(String organization, String receivedAt, String raw) {
        return new ArchivedMessage(
                new OrganizationId(organization),
                VEHICLE,
                "tesla",
                Instant.parse(receivedAt),
                raw.getBytes(StandardCharsets.UTF_8));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private List<String> lines(String day) throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(Files.newInputStream(folder.resolve(day).resolve(BATCH + ".jsonl.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private List<String> raws(String day) throws IOException {
        return lines(day).stream()
                .map(line -> line.replaceAll(".*\"raw\":\"([^\"]*)\".*", "$1"))
                .map(raw -> new String(Base64.getDecoder().decode(raw), StandardCharsets.UTF_8))
                .toList();
    }
}
