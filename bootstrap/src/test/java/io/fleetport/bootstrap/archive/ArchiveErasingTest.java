package io.fleetport.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveErasingTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final VehicleKey GONE = new VehicleKey(ACME, new VehicleId(new UUID(0x1234, -7)));
    private static final VehicleKey STAYS = new VehicleKey(ACME, new VehicleId(new UUID(0x1234, -8)));
    private static final StationKey STATION = new StationKey(ACME, new StationId("berlin-1"));
    private static final VehicleKey FOREIGN = new VehicleKey(new OrganizationId("other"), GONE.vehicle());
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000001Z");

    @TempDir
    private Path folder;

    /** One batch in each form, as after the form was changed. */
    private FileArchive archive(ArchivedMessage... messages) {
        FileArchive last = null;
        for (FileArchive archive : List.of(
                FileArchive.ofParquet(folder), FileArchive.ofJsonLines(folder), FileArchive.ofSingleMessages(folder))) {
            archive.keep(new ArchiveBatch(UUID.randomUUID(), List.of(messages)));
            last = archive;
        }
        return last;
    }

    private static ArchivedMessage message(Subject subject, Instant at, String raw) {
        return new ArchivedMessage(subject, "tesla", at, raw.getBytes(StandardCharsets.UTF_8));
    }

    private static ErasureScope.Messages all(VehicleKey key) {
        return new ErasureScope.Messages(new ErasureScope(key, null, null), Set.of());
    }

    @Test
    void inEveryFormTheVehiclesMessagesGoAndTheOthersStayAsTheyWere() throws Exception {
        FileArchive archive = archive(
                message(GONE, NOON, "{\"gone\":1}"),
                message(STAYS, NOON.plusSeconds(1), "{\"stays\":1}"),
                message(GONE, NOON.plusSeconds(2), ""),
                message(STATION, NOON.plusSeconds(3), "{\"station\":1}"),
                message(STAYS, NOON.plusSeconds(4), "{\"stays\":2}"),
                message(FOREIGN, NOON, "{\"foreign\":1}"));
        assertThat(messages(ACME, "parquet")).hasSize(5);

        assertThat(archive.erase(all(GONE))).isEqualTo(6);

        for (String form : List.of("parquet", "gz")) {
            assertThat(messages(ACME, form))
                    .containsExactlyInAnyOrder(
                            STAYS + " tesla " + NOON.plusSeconds(1) + " {\"stays\":1}",
                            STATION + " tesla " + NOON.plusSeconds(3) + " {\"station\":1}",
                            STAYS + " tesla " + NOON.plusSeconds(4) + " {\"stays\":2}");
            assertThat(messages(FOREIGN.organization(), form)).hasSize(1);
        }
        assertThat(files(ACME, "json")).hasSize(3).noneMatch(path -> path.toString()
                .contains(GONE.vehicle() + "-"));
        assertThat(files(FOREIGN.organization(), "json")).hasSize(1);
        assertThat(archive.erase(all(GONE))).isZero();
    }

    @Test
    void aFileThatHoldsNothingElseIsDeleted() throws Exception {
        FileArchive archive = archive(message(GONE, NOON, "{}"));
        Path left = Files.writeString(files(ACME, "parquet").getFirst().resolveSibling(".x.parquet.new"), "half");

        assertThat(archive.erase(all(GONE))).isEqualTo(3);

        assertThat(files(ACME, "")).isEmpty();
        assertThat(left).doesNotExist();
    }

    @Test
    void ofAnIntervalTheMessagesReceivedInItGoAndThoseItsReadingsCameIn() throws Exception {
        Instant late = NOON.plusSeconds(500_000);
        FileArchive archive = archive(
                message(GONE, NOON, "{\"before\":1}"),
                message(GONE, NOON.plusSeconds(60), "{\"in\":1}"),
                message(GONE, NOON.plusSeconds(120), "{\"after\":1}"),
                message(GONE, late, "{\"late\":1}"));

        long removed = archive.erase(new ErasureScope.Messages(
                new ErasureScope(GONE, NOON.plusSeconds(30), NOON.plusSeconds(90)), Set.of(late)));

        assertThat(removed).isEqualTo(6);
        assertThat(messages(ACME, "parquet"))
                .containsExactly(
                        GONE + " tesla " + NOON + " {\"before\":1}",
                        GONE + " tesla " + NOON.plusSeconds(120) + " {\"after\":1}");
        assertThat(files(ACME, "json")).hasSize(2);
    }

    @Test
    void aLargeFileOfManyPagesComesBackWhole() throws Exception {
        List<ArchivedMessage> many = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            many.add(message(
                    i % 2 == 0 ? GONE : STAYS,
                    NOON.plusMillis(i),
                    "{\"n\":" + i + ",\"pad\":\"" + "x".repeat(100) + "\"}"));
        }
        FileArchive archive = FileArchive.ofParquet(folder);
        archive.keep(new ArchiveBatch(UUID.randomUUID(), many));

        assertThat(archive.erase(all(GONE))).isEqualTo(15_000);

        List<String> left = messages(ACME, "parquet");
        assertThat(left).hasSize(15_000);
        assertThat(left.getFirst()).contains("\"n\":1,");
        assertThat(left.getLast()).contains("\"n\":29999,");
    }

    private List<Path> files(OrganizationId organization, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("organization=" + organization))) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private List<String> messages(OrganizationId organization, String form) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path path : files(organization, form)) {
            List<ArchivedMessage> messages = form.equals("parquet")
                    ? new ParquetReading(Files.readAllBytes(path)).messages(organization)
                    : JsonLinesForm.read(path, organization);
            messages.forEach(message -> found.add(message.subject() + " " + message.source() + " "
                    + message.receivedAt() + " " + new String(message.raw(), StandardCharsets.UTF_8)));
        }
        return found;
    }
}
