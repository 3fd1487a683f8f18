package io.fleetport.bootstrap.archive;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes a vehicle's messages out of files of any form. A file that holds others' too is replaced in one step by one of the
 * same name without them; one that holds nothing else is deleted. Killed at any moment, each file is either as it was or as
 * it is to be. For one writer at a time.
 */
final class ArchiveErasing {

    private final Path folder;
    private final DurableFiles files;

    ArchiveErasing(Path folder) {
        this.folder = folder;
        this.files = new DurableFiles(folder);
    }

    /** @return messages removed */
    long erase(ErasureScope.Messages messages) throws IOException {
        Path telemetry = Partition.under(folder, messages.scope().key().organization());
        if (!Files.isDirectory(telemetry)) {
            return 0;
        }
        List<Path> found;
        try (Stream<Path> all = Files.walk(telemetry)) {
            found = all.filter(path -> Files.isRegularFile(path) && concerns(path, messages))
                    .sorted()
                    .toList();
        }
        long removed = 0;
        for (Path path : found) {
            removed += erase(path, messages);
        }
        return removed;
    }

    /** Messages of an interval were received in it, or later by as much as is taken at all, but never long before. */
    private static boolean concerns(Path path, ErasureScope.Messages messages) {
        Instant from = messages.scope().from();
        Path day = path.getParent();
        return from == null
                || day == null
                || Partition.dayOf(day)
                        .map(date -> !date.isBefore(
                                LocalDate.ofInstant(from, ZoneOffset.UTC).minusDays(2)))
                        .orElse(true);
    }

    private long erase(Path path, ErasureScope.Messages messages) throws IOException {
        OrganizationId organization = messages.scope().key().organization();
        VehicleId vehicle = messages.scope().key().vehicle();
        String name = path.getFileName().toString();
        if (name.startsWith(".")) {
            return draft(path);
        }
        if (name.endsWith(ParquetForm.SUFFIX)) {
            ParquetReading file = new ParquetReading(Files.readAllBytes(path));
            return file.names(vehicle.toString())
                    ? rewrite(path, new ParquetForm(), ParquetForm.SUFFIX, file.messages(organization), messages)
                    : 0;
        }
        if (name.endsWith(JsonLinesForm.SUFFIX)) {
            return rewrite(
                    path, new JsonLinesForm(), JsonLinesForm.SUFFIX, JsonLinesForm.read(path, organization), messages);
        }
        Optional<Instant> received = SingleMessagesForm.receivedAt(name, vehicle);
        if (received.isEmpty() || !messages.holdTime(received.get())) {
            return 0;
        }
        files.delete(path);
        return 1;
    }

    /** What a kill left half written may hold anything; nobody needs it, as its batch is written anew. */
    private long draft(Path path) throws IOException {
        files.delete(path);
        return 0;
    }

    private long rewrite(
            Path path, ArchiveForm form, String suffix, List<ArchivedMessage> all, ErasureScope.Messages messages)
            throws IOException {
        List<ArchivedMessage> kept =
                all.stream().filter(message -> !messages.hold(message)).toList();
        if (kept.size() == all.size()) {
            return 0;
        }
        if (kept.isEmpty()) {
            files.delete(path);
        } else {
            String name = path.getFileName().toString();
            UUID batch = UUID.fromString(name.substring(0, name.length() - suffix.length()));
            files.replace(path, form.files(batch, kept).getFirst());
        }
        return (long) all.size() - kept.size();
    }
}
