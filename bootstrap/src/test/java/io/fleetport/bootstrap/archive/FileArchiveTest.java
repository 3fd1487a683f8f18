package io.fleetport.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.VehicleKey;
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
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FileArchiveTest {

    private static final UUID BATCH = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final VehicleId VEHICLE = VehicleId.parse("00000000-0000-8000-8000-000000000001");

    @TempDir
    private Path folder;

    @Test
    void aBatchIsSplitByOrganizationAndUtcDay() throws Exception {
        FileArchive.ofJsonLines(folder)
                .keep(new ArchiveBatch(
                        BATCH,
                        List.of(
                                message("one", "2026-03-01T23:59:59.999999Z", "a"),
                                message("one", "2026-03-02T00:00:00Z", "b"),
                                message("two", "2026-03-01T12:00:00Z", "c"),
                                message("one", "2026-03-01T08:00:00Z", "d"))));

        assertThat(raws("organization=one/telemetry/year=2026/month=03/day=01")).containsExactly("a", "d");
        assertThat(raws("organization=one/telemetry/year=2026/month=03/day=02")).containsExactly("b");
        assertThat(raws("organization=two/telemetry/year=2026/month=03/day=01")).containsExactly("c");
        assertThat(files()).hasSize(3);
    }

    @Test
    void aLineSaysWhoWhenAndHow() throws Exception {
        FileArchive.ofJsonLines(folder)
                .keep(new ArchiveBatch(BATCH, List.of(message("one", "2026-03-01T08:00:00.000001Z", "a"))));

        assertThat(lines("organization=one/telemetry/year=2026/month=03/day=01"))
                .containsExactly("{\"subject_kind\":\"vehicle\",\"subject_id\":\"" + VEHICLE
                        + "\",\"source\":\"tesla\",\"received_at\":\"2026-03-01T08:00:00.000001Z\",\"raw\":\"YQ==\"}");
    }

    private static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("parquet", (Function<Path, FileArchive>) FileArchive::ofParquet),
                Arguments.of("jsonl", (Function<Path, FileArchive>) FileArchive::ofJsonLines),
                Arguments.of("messages", (Function<Path, FileArchive>) FileArchive::ofSingleMessages));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void theSameBatchAgainChangesNothing(String form, Function<Path, FileArchive> made) throws Exception {
        ArchiveBatch batch = new ArchiveBatch(BATCH, List.of(message("one", "2026-03-01T08:00:00Z", "a")));
        FileArchive archive = made.apply(folder);
        archive.keep(batch);
        Path file = files().getFirst();
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        archive.keep(batch);

        assertThat(files()).containsExactly(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(Instant.EPOCH));
    }

    @Test
    void whatAKillLeftHalfWrittenIsWrittenAnew() throws Exception {
        Path day = Files.createDirectories(folder.resolve("organization=one/telemetry/year=2026/month=03/day=01"));
        Files.writeString(day.resolve("." + BATCH + ".jsonl.gz.new"), "half");

        FileArchive.ofJsonLines(folder)
                .keep(new ArchiveBatch(BATCH, List.of(message("one", "2026-03-01T08:00:00Z", "a"))));

        assertThat(raws("organization=one/telemetry/year=2026/month=03/day=01")).containsExactly("a");
        assertThat(files()).hasSize(1);
    }

    @Test
    void aMessageOfItsOwnIsNamedAfterWhenFromWhereAndWhom() throws Exception {
        FileArchive.ofSingleMessages(folder)
                .keep(new ArchiveBatch(
                        BATCH,
                        List.of(
                                message("one", "2026-03-01T08:00:00.000001Z", "{\"soc\":50}\n"),
                                message("one", "2026-03-01T08:00:00.000001Z", "[1"))));

        Path day = folder.resolve("organization=one/telemetry/year=2026/month=03/day=01");
        assertThat(names(day))
                .hasSize(2)
                .anyMatch(name -> name.matches("20260301T080000\\.000001Z-tesla-" + VEHICLE + "-[0-9a-f]{16}\\.json"))
                .anyMatch(name -> name.matches("20260301T080000\\.000001Z-tesla-" + VEHICLE + "-[0-9a-f]{16}\\.bin"));
        for (String name : names(day)) {
            assertThat(Files.readString(day.resolve(name))).isEqualTo(name.endsWith(".json") ? "{\"soc\":50}\n" : "[1");
        }
    }

    @Test
    void aMessageOfItsOwnHasOneNameInEveryBatch() throws Exception {
        ArchivedMessage message = message("one", "2026-03-01T08:00:00Z", "a");
        FileArchive archive = FileArchive.ofSingleMessages(folder);

        archive.keep(new ArchiveBatch(BATCH, List.of(message, message)));
        archive.keep(new ArchiveBatch(UUID.randomUUID(), List.of(message)));

        assertThat(files()).hasSize(1);
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws Exception {
        ArchivedMessage message = new ArchivedMessage(
                new VehicleKey(new OrganizationId("one"), VEHICLE), "../" + "x".repeat(300), Instant.EPOCH, new byte[] {
                    1
                });

        FileArchive.ofSingleMessages(folder).keep(new ArchiveBatch(BATCH, List.of(message)));

        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(file.getParent())
                    .isEqualTo(folder.resolve("organization=one/telemetry/year=1970/month=01/day=01"));
            assertThat(file.getFileName().toString()).hasSizeLessThan(255).startsWith("19700101T000000.000000Z-.._xxx");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void anArchiveThatCannotBeWrittenIsUnavailable(String form, Function<Path, FileArchive> made) throws Exception {
        Path occupied = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> made.apply(occupied)
                        .keep(new ArchiveBatch(BATCH, List.of(message("one", "2026-03-01T08:00:00Z", "a")))))
                .isInstanceOf(PortUnavailable.class);
    }

    private static ArchivedMessage message(String organization, String receivedAt, String raw) {
        return new ArchivedMessage(
                new VehicleKey(new OrganizationId(organization), VEHICLE),
                "tesla",
                Instant.parse(receivedAt),
                raw.getBytes(StandardCharsets.UTF_8));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> names(Path day) throws IOException {
        try (Stream<Path> files = Files.list(day)) {
            return files.map(file -> file.getFileName().toString()).toList();
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
