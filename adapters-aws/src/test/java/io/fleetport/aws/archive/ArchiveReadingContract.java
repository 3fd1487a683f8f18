package io.fleetport.aws.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.domain.station.StationId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How an archive of files is read back. */
public interface ArchiveReadingContract extends ArchiveErasureContract {

    LocalDate DAY = LocalDate.parse("2026-11-20");
    StationKey ODD = new StationKey(ACME, new StationId("NL:ALF:E_0001-x"));

    /** The place that {@link #archive} writes to. */
    ArchiveFiles archived();

    private static ArchivedMessage of(Subject subject, Instant at, String raw) {
        return new ArchivedMessage(subject, "http", at, raw.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> read() throws Exception {
        List<String> read = new ArrayList<>();
        List<String> names = archived().names(ACME, DAY, null, 2);
        while (!names.isEmpty()) {
            assertThat(names).isSorted().hasSizeLessThanOrEqualTo(2);
            for (String name : names) {
                archived().read(ACME, DAY, name).forEach(message -> {
                    read.add(text(message));
                    assertThat(archived().receivedAt(name)).isIn(Optional.empty(), Optional.of(message.receivedAt()));
                });
            }
            names = archived().names(ACME, DAY, names.getLast(), 2);
        }
        return read;
    }

    private static String text(ArchivedMessage message) {
        return message.subject() + " " + message.source() + " " + message.receivedAt() + " "
                + new String(message.raw(), StandardCharsets.UTF_8);
    }

    @Test
    default void whatWasKeptInAnyFormIsReadBackPageByPage() throws Exception {
        List<ArchivedMessage> messages = List.of(
                of(GONE, NOON, "{\"a\":1}"),
                of(STATION, NOON.plusSeconds(1), ""),
                of(ODD, NOON.plusSeconds(2), "odd"),
                of(STAYS, NOON.plusSeconds(3), "x-y"),
                of(FOREIGN, NOON, "not ours"),
                of(STAYS, NOON.plus(Duration.ofDays(1)), "tomorrow"));
        List<String> expected = messages.subList(0, 4).stream()
                .map(ArchiveReadingContract::text)
                .toList();
        assertThat(archived().names(ACME, DAY, null, 10)).isEmpty();
        int forms = 0;
        for (ArchiveForm form : FORMS) {
            archive(form).keep(new ArchiveBatch(UUID.randomUUID(), messages));
            forms++;
            List<String> all = new ArrayList<>();
            for (int i = 0; i < forms; i++) {
                all.addAll(expected);
            }
            assertThat(read()).containsExactlyInAnyOrderElementsOf(all);
        }
        assertThat(archived().names(ACME, DAY, null, 10)).hasSize(2 + 4);
        assertThat(archived().read(ACME, DAY, UUID.randomUUID() + ".parquet")).isEmpty();
    }
}
