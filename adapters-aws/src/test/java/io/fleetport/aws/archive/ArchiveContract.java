package io.fleetport.aws.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Throttle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every archive of files does, wherever it keeps them. Each test begins with an empty place. */
public interface ArchiveContract extends ArchiveErasureContract {

    UUID BATCH = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    String FIRST_OF_MARCH = "organization=one/telemetry/year=2026/month=03/day=01/";

    /** From now on the place cannot be reached. Called before anything is kept. */
    void takeAway();

    /** It can again. */
    void bringBack();

    private static ArchiveBatch batch(ArchivedMessage... messages) {
        return new ArchiveBatch(BATCH, List.of(messages));
    }

    private static ArchivedMessage at(String organization, String time, String raw) {
        return ArchiveSample.message(organization, time, raw);
    }

    /** What a form makes of a batch, as bytes by path. */
    private static SortedMap<String, String> expected(ArchiveForm form, ArchiveBatch batch) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Map.Entry<Partition, List<ArchivedMessage>> part :
                Partition.split(batch).entrySet()) {
            for (ArchiveFile file : form.files(batch.id(), part.getValue(), Throttle.NONE)) {
                files.put(part.getKey().path() + "/" + file.name(), ArchiveSample.text(file));
            }
        }
        return files;
    }

    @Test
    default void aBatchIsSplitByOrganizationAndUtcDay() throws Exception {
        archive(ArchiveForm.jsonLines())
                .keep(batch(
                        at("one", "2026-03-01T23:59:59.999999Z", "a"),
                        at("one", "2026-03-02T00:00:00Z", "b"),
                        at("two", "2026-03-01T12:00:00Z", "c"),
                        at("one", "2026-03-01T08:00:00Z", "d")));

        String name = BATCH + ".jsonl.gz";
        assertThat(files().keySet())
                .containsExactly(
                        FIRST_OF_MARCH + name,
                        "organization=one/telemetry/year=2026/month=03/day=02/" + name,
                        "organization=two/telemetry/year=2026/month=03/day=01/" + name);
        assertThat(ArchiveSample.raws(files().get(FIRST_OF_MARCH + name))).containsExactly("a", "d");
    }

    @Test
    default void inEveryFormTheFilesAreThoseOfTheFormToTheByte() throws Exception {
        ArchiveBatch batch = batch(
                at("one", "2026-03-01T08:00:00.000001Z", "{\"soc\":50}\n"),
                at("one", "2026-03-01T08:00:00.000001Z", "[1"),
                at("two", "2026-03-01T09:00:00Z", ""));
        SortedMap<String, String> all = new TreeMap<>();
        for (ArchiveForm form : FORMS) {
            archive(form).keep(batch);
            all.putAll(expected(form, batch));
            assertThat(texts()).isEqualTo(all);
        }
        assertThat(all).hasSize(2 + 2 + 3);
    }

    @Test
    default void theSameBatchAgainChangesNothing() throws Exception {
        ArchiveBatch batch = batch(at("one", "2026-03-01T08:00:00Z", "a"), at("two", "2026-03-01T08:00:00Z", "b"));
        for (ArchiveForm form : FORMS) {
            archive(form).keep(batch);
            Map<String, String> once = texts();

            archive(form).keep(batch);

            assertThat(texts()).isNotEmpty().isEqualTo(once);
        }
    }

    @Test
    default void aMessageOfItsOwnHasOneNameInEveryBatch() {
        ArchivedMessage message = at("one", "2026-03-01T08:00:00Z", "a");
        Archive archive = archive(ArchiveForm.singleMessages());

        archive.keep(batch(message, message));
        archive.keep(new ArchiveBatch(UUID.randomUUID(), List.of(message)));

        assertThat(files()).hasSize(1);
    }

    /** Larger than what a place may take in one piece, and hard to compress. */
    @Test
    default void aLargeBatchComesBackWhole() throws Exception {
        Random random = new Random(7);
        List<ArchivedMessage> many = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            byte[] raw = new byte[256 << 10];
            random.nextBytes(raw);
            many.add(new ArchivedMessage(STAYS, "tesla", NOON.plusSeconds(i), raw));
        }
        ArchiveBatch batch = new ArchiveBatch(BATCH, many);
        Map<String, String> expected = expected(ArchiveForm.parquet(), batch);

        archive(ArchiveForm.parquet()).keep(batch);
        assertThat(texts().equals(expected)).isTrue();

        archive(ArchiveForm.parquet()).keep(batch);
        assertThat(texts().equals(expected)).isTrue();
    }

    @Test
    default void whatCouldNotBeKeptIsUnavailableAndTheSameAfterARetry() throws Exception {
        ArchiveBatch batch = batch(
                at("one", "2026-03-01T08:00:00Z", "a"),
                at("two", "2026-03-01T08:00:00Z", "b"),
                at("one", "2026-03-02T08:00:00Z", "c"));
        Archive archive = archive(ArchiveForm.parquet());
        takeAway();
        assertThatThrownBy(() -> archive.keep(batch)).isInstanceOf(PortUnavailable.class);
        bringBack();
        assertThat(files()).isEmpty();

        archive.keep(batch);

        assertThat(texts()).hasSize(3).isEqualTo(expected(ArchiveForm.parquet(), batch));
    }

    @Test
    default void whatWasErasedIsNotBroughtBackByARetry() throws Exception {
        ArchiveBatch batch = batch(
                new ArchivedMessage(GONE, "tesla", NOON, "gone".getBytes(StandardCharsets.UTF_8)),
                new ArchivedMessage(STAYS, "tesla", NOON, "stays".getBytes(StandardCharsets.UTF_8)));
        Archive archive = archive(ArchiveForm.parquet());
        archive.keep(batch);
        assertThat(erase(archive, all(GONE))).isEqualTo(1);
        Map<String, String> without = texts();

        archive.keep(batch);

        assertThat(texts()).isEqualTo(without);
        assertThat(messages(ACME, "parquet")).containsExactly(STAYS + " tesla " + NOON + " stays");
    }
}
