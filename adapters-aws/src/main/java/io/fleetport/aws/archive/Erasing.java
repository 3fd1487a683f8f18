package io.fleetport.aws.archive;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.Throttle;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is left of files when a vehicle's messages are taken out of them, whatever form they have. Safe to use from many threads. */
public final class Erasing {

    /** Messages of an interval were received in it, or later by as much as is taken at all, but never long before. */
    private static final int DAYS_BEFORE = 2;

    private static final Left UNTOUCHED = new Left(0, Optional.empty());

    private final ErasureScope.Messages messages;

    public Erasing(ErasureScope.Messages messages) {
        this.messages = messages;
    }

    /** What a file holds, asked for only when its name does not tell. */
    @FunctionalInterface
    public interface Content {
        byte[] read() throws IOException;
    }

    /**
     * What becomes of a file.
     *
     * @param removed messages taken out; 0 for a file that stays as it is
     * @param file to put in its place, of the same name; empty when nothing is left, and when nothing was removed
     */
    public record Left(long removed, Optional<ArchiveFile> file) {}

    /**
     * Whether a file could hold any of the messages.
     *
     * @param path with {@code /} between names, the last ones those of the partition and the file
     */
    public boolean concerns(String path) {
        Instant from = messages.scope().from();
        return from == null
                || Partition.dayOf(path)
                        .map(day -> !day.isBefore(
                                LocalDate.ofInstant(from, ZoneOffset.UTC).minusDays(DAYS_BEFORE)))
                        .orElse(true);
    }

    /** @throws IOException when it is not what its name says, or cannot be read */
    public Left of(String name, Content content) throws IOException {
        OrganizationId organization = messages.scope().key().organization();
        if (name.endsWith(ParquetForm.SUFFIX)) {
            ParquetReading file = new ParquetReading(content.read());
            return file.names(messages.scope().key().vehicle().toString())
                    ? without(name, new ParquetForm(), ParquetForm.SUFFIX, file.messages(organization))
                    : UNTOUCHED;
        }
        if (name.endsWith(JsonLinesForm.SUFFIX)) {
            return without(
                    name, new JsonLinesForm(), JsonLinesForm.SUFFIX, JsonLinesForm.read(content.read(), organization));
        }
        Optional<Instant> received =
                SingleMessagesForm.receivedAt(name, messages.scope().key().vehicle());
        return received.isPresent() && messages.holdTime(received.get()) ? new Left(1, Optional.empty()) : UNTOUCHED;
    }

    private Left without(String name, ArchiveForm form, String suffix, List<ArchivedMessage> all) {
        List<ArchivedMessage> kept =
                all.stream().filter(message -> !messages.hold(message)).toList();
        if (kept.size() == all.size()) {
            return UNTOUCHED;
        }
        UUID batch = UUID.fromString(name.substring(0, name.length() - suffix.length()));
        return new Left(
                (long) all.size() - kept.size(),
                kept.isEmpty()
                        ? Optional.empty()
                        : Optional.of(form.files(batch, kept, Throttle.NONE).getFirst()));
    }
}
