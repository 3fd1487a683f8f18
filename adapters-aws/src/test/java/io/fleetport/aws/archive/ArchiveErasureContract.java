package io.fleetport.aws.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Erasable;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How an archive of files lets a vehicle go. */
public interface ArchiveErasureContract {

    OrganizationId ACME = new OrganizationId("acme");
    VehicleKey GONE = new VehicleKey(ACME, new VehicleId(new UUID(0x1234, -7)));
    VehicleKey STAYS = new VehicleKey(ACME, new VehicleId(new UUID(0x1234, -8)));
    StationKey STATION = new StationKey(ACME, new StationId("berlin-1"));
    VehicleKey FOREIGN = new VehicleKey(new OrganizationId("other"), GONE.vehicle());
    Instant NOON = Instant.parse("2026-11-20T12:00:00.000001Z");

    List<ArchiveForm> FORMS = List.of(ArchiveForm.parquet(), ArchiveForm.jsonLines(), ArchiveForm.singleMessages());

    /** An {@link Erasable} archive that writes in this form. All of a test share one place. */
    Archive archive(ArchiveForm form);

    /** All files of the place, drafts and earlier versions too, by their path from {@code organization=} on. */
    SortedMap<String, byte[]> files();

    default SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        files().forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.ISO_8859_1)));
        return texts;
    }

    default long erase(Archive archive, ErasureScope.Messages messages) {
        return ((Erasable) archive).erase(messages);
    }

    default ErasureScope.Messages all(VehicleKey key) {
        return new ErasureScope.Messages(new ErasureScope(key, null, null), Set.of());
    }

    /** One batch in each form, as after the form was changed. */
    private Archive keptInEveryForm(ArchivedMessage... messages) {
        Archive last = null;
        for (ArchiveForm form : FORMS) {
            last = archive(form);
            last.keep(new ArchiveBatch(UUID.randomUUID(), List.of(messages)));
        }
        return last;
    }

    private static ArchivedMessage message(Subject subject, Instant at, String raw) {
        return new ArchivedMessage(subject, "tesla", at, raw.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> paths(OrganizationId organization, String ending) {
        return files().keySet().stream()
                .filter(path -> path.startsWith("organization=" + organization + "/") && path.endsWith(ending))
                .toList();
    }

    default List<String> messages(OrganizationId organization, String ending) throws IOException {
        List<String> found = new ArrayList<>();
        Map<String, byte[]> files = files();
        for (String path : paths(organization, ending)) {
            List<ArchivedMessage> messages = ending.equals("parquet")
                    ? new ParquetReading(files.get(path)).messages(organization)
                    : JsonLinesForm.read(files.get(path), organization);
            messages.forEach(message -> found.add(message.subject() + " " + message.source() + " "
                    + message.receivedAt() + " " + new String(message.raw(), StandardCharsets.UTF_8)));
        }
        return found;
    }

    @Test
    default void inEveryFormTheVehiclesMessagesGoAndTheOthersStayAsTheyWere() throws Exception {
        Archive archive = keptInEveryForm(
                message(GONE, NOON, "{\"gone\":1}"),
                message(STAYS, NOON.plusSeconds(1), "{\"stays\":1}"),
                message(GONE, NOON.plusSeconds(2), ""),
                message(STATION, NOON.plusSeconds(3), "{\"station\":1}"),
                message(STAYS, NOON.plusSeconds(4), "{\"stays\":2}"),
                message(FOREIGN, NOON, "{\"foreign\":1}"));
        assertThat(messages(ACME, "parquet")).hasSize(5);

        assertThat(erase(archive, all(GONE))).isEqualTo(6);

        for (String form : List.of("parquet", "gz")) {
            assertThat(messages(ACME, form))
                    .containsExactlyInAnyOrder(
                            STAYS + " tesla " + NOON.plusSeconds(1) + " {\"stays\":1}",
                            STATION + " tesla " + NOON.plusSeconds(3) + " {\"station\":1}",
                            STAYS + " tesla " + NOON.plusSeconds(4) + " {\"stays\":2}");
            assertThat(messages(FOREIGN.organization(), form)).hasSize(1);
        }
        assertThat(paths(ACME, "json")).hasSize(3).noneMatch(path -> path.contains(GONE.vehicle() + "-"));
        assertThat(paths(FOREIGN.organization(), "json")).hasSize(1);
        assertThat(erase(archive, all(GONE))).isZero();
    }

    @Test
    default void aFileThatHoldsNothingElseIsDeleted() {
        Archive archive = keptInEveryForm(message(GONE, NOON, "{}"));
        assertThat(files()).hasSize(3);

        assertThat(erase(archive, all(GONE))).isEqualTo(3);

        assertThat(files()).isEmpty();
    }

    @Test
    default void ofAnIntervalTheMessagesReceivedInItGoAndThoseItsReadingsCameIn() throws Exception {
        Instant late = NOON.plusSeconds(500_000);
        Archive archive = keptInEveryForm(
                message(GONE, NOON, "{\"before\":1}"),
                message(GONE, NOON.plusSeconds(60), "{\"in\":1}"),
                message(GONE, NOON.plusSeconds(120), "{\"after\":1}"),
                message(GONE, late, "{\"late\":1}"));

        long removed = erase(
                archive,
                new ErasureScope.Messages(
                        new ErasureScope(GONE, NOON.plusSeconds(30), NOON.plusSeconds(90)), Set.of(late)));

        assertThat(removed).isEqualTo(6);
        assertThat(messages(ACME, "parquet"))
                .containsExactly(
                        GONE + " tesla " + NOON + " {\"before\":1}",
                        GONE + " tesla " + NOON.plusSeconds(120) + " {\"after\":1}");
        assertThat(paths(ACME, "json")).hasSize(2);
    }

    @Test
    default void aLargeFileOfManyPagesIsErasedFrom() throws Exception {
        List<ArchivedMessage> many = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            many.add(message(
                    i % 2 == 0 ? GONE : STAYS,
                    NOON.plusMillis(i),
                    "{\"n\":" + i + ",\"pad\":\"" + "x".repeat(100) + "\"}"));
        }
        Archive archive = archive(ArchiveForm.parquet());
        archive.keep(new ArchiveBatch(UUID.randomUUID(), many));

        assertThat(erase(archive, all(GONE))).isEqualTo(15_000);

        List<String> left = messages(ACME, "parquet");
        assertThat(left).hasSize(15_000);
        assertThat(left.getFirst()).contains("\"n\":1,");
        assertThat(left.getLast()).contains("\"n\":29999,");
    }
}
