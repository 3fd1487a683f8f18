package io.fleetport.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.aws.archive.ArchiveContract;
import io.fleetport.aws.archive.ArchiveForm;
import io.fleetport.aws.archive.ArchiveReadingContract;
import io.fleetport.aws.archive.ArchiveSample;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileArchiveTest implements ArchiveContract, ArchiveReadingContract {

    @TempDir
    private Path above;

    private Path folder() {
        return above.resolve("archive");
    }

    @Override
    public Archive archive(ArchiveForm form) {
        return FileArchive.of(folder(), form);
    }

    @Override
    public ArchiveFiles archived() {
        return new ArchiveFolder(folder());
    }

    @Override
    public SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(above)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                files.put(folder().relativize(path).toString(), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Override
    public void takeAway() {
        try {
            Files.writeString(folder(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void bringBack() {
        try {
            Files.delete(folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchivedMessage message(String raw) {
        return ArchiveSample.message("one", "2026-03-01T08:00:00.000001Z", raw);
    }

    @Test
    void aFileThatIsThereIsNotWrittenAgain() throws Exception {
        ArchiveBatch batch = new ArchiveBatch(BATCH, List.of(message("a")));
        for (ArchiveForm form : FORMS) {
            archive(form).keep(batch);
            Path file = folder().resolve(files().lastKey());
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

            archive(form).keep(batch);

            assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(Instant.EPOCH));
            Files.delete(file);
        }
    }

    @Test
    void aLineSaysWhoWhenAndHow() throws Exception {
        archive(ArchiveForm.jsonLines()).keep(new ArchiveBatch(BATCH, List.of(message("a"))));

        assertThat(ArchiveSample.lines(files().get(FIRST_OF_MARCH + BATCH + ".jsonl.gz")))
                .containsExactly("{\"subject_kind\":\"vehicle\",\"subject_id\":\"" + ArchiveSample.VEHICLE
                        + "\",\"source\":\"tesla\",\"received_at\":\"2026-03-01T08:00:00.000001Z\",\"raw\":\"YQ==\"}");
    }

    @Test
    void whatAKillLeftHalfWrittenIsWrittenAnew() throws Exception {
        Path day = Files.createDirectories(folder().resolve(FIRST_OF_MARCH));
        Files.writeString(day.resolve("." + BATCH + ".jsonl.gz.new"), "half");

        archive(ArchiveForm.jsonLines()).keep(new ArchiveBatch(BATCH, List.of(message("a"))));

        assertThat(files()).hasSize(1);
        assertThat(ArchiveSample.raws(files().get(FIRST_OF_MARCH + BATCH + ".jsonl.gz")))
                .containsExactly("a");
    }

    @Test
    void whatAKillLeftHalfWrittenIsErasedWhateverItHolds() throws Exception {
        Archive archive = archive(ArchiveForm.parquet());
        archive.keep(
                new ArchiveBatch(UUID.randomUUID(), List.of(new ArchivedMessage(GONE, "tesla", NOON, new byte[] {1}))));
        Path left = Files.writeString(folder().resolve(files().firstKey()).resolveSibling(".x.parquet.new"), "half");

        assertThat(erase(archive, all(GONE))).isEqualTo(1);

        assertThat(left).doesNotExist();
        assertThat(files()).isEmpty();
    }

    @Test
    void aMessageOfItsOwnIsNamedAfterWhenFromWhereAndWhom() {
        archive(ArchiveForm.singleMessages())
                .keep(new ArchiveBatch(BATCH, List.of(message("{\"soc\":50}\n"), message("[1"))));

        String name = FIRST_OF_MARCH + "20260301T080000\\.000001Z-tesla-" + ArchiveSample.VEHICLE + "-[0-9a-f]{16}\\.";
        assertThat(texts()).hasSize(2);
        texts().forEach((path, text) -> assertThat(path).matches(name + (text.equals("[1") ? "bin" : "json")));
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        ArchivedMessage message = new ArchivedMessage(
                new VehicleKey(new OrganizationId("one"), ArchiveSample.VEHICLE),
                "../" + "x".repeat(300),
                Instant.EPOCH,
                new byte[] {1});

        archive(ArchiveForm.singleMessages()).keep(new ArchiveBatch(BATCH, List.of(message)));

        assertThat(files().keySet()).singleElement().satisfies(path -> {
            Path file = Path.of(path);
            assertThat(file.getParent()).isEqualTo(Path.of("organization=one/telemetry/year=1970/month=01/day=01"));
            assertThat(file.getFileName().toString()).hasSizeLessThan(255).startsWith("19700101T000000.000000Z-.._xxx");
        });
    }

    @Test
    void anArchiveThatCannotBeWrittenIsUnavailableInEveryForm() {
        takeAway();
        for (ArchiveForm form : FORMS) {
            assertThatThrownBy(() -> archive(form).keep(new ArchiveBatch(BATCH, List.of(message("a")))))
                    .isInstanceOf(PortUnavailable.class);
        }
    }
}
