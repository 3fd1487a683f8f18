package io.fleetport.bootstrap.archive;

import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Erasable;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.PortUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The archive as files, at {@code organization=O/telemetry/year=YYYY/month=MM/day=DD/}: what DuckDB, Athena and Spark read
 * as partitions. A file appears whole and durable or not at all, and is never changed but to
 * take out what was erased. Safe to call from many threads.
 */
public final class FileArchive implements Archive, Erasable {

    private final Path folder;
    private final ArchiveForm form;

    private FileArchive(Path folder, ArchiveForm form) {
        this.folder = folder;
        this.form = form;
    }

    /**
     * One Parquet file per batch, organization and day: {@code <batch id>.parquet}.
     *
     * @param folder made when the first batch comes
     */
    public static FileArchive ofParquet(Path folder) {
        return new FileArchive(folder, new ParquetForm());
    }

    /** One gzip file of JSON lines per batch, organization and day: {@code <batch id>.jsonl.gz}. */
    public static FileArchive ofJsonLines(Path folder) {
        return new FileArchive(folder, new JsonLinesForm());
    }

    /** One file per message, of its raw bytes: {@code <received at>-<source>-<subject id>-<hash>.json}, or {@code .bin}. */
    public static FileArchive ofSingleMessages(Path folder) {
        return new FileArchive(folder, new SingleMessagesForm());
    }

    @Override
    public String place() {
        return "archive";
    }

    /** Rewrites or deletes files of any form. Nothing is archived meanwhile. */
    @Override
    public synchronized long erase(ErasureScope.Messages messages) {
        try {
            return new ArchiveErasing(folder).erase(messages);
        } catch (IOException | UncheckedIOException e) {
            throw new PortUnavailable("the archive in " + folder + " cannot be rewritten", e);
        }
    }

    @Override
    public synchronized void keep(ArchiveBatch batch) {
        Map<Partition, List<ArchivedMessage>> byPartition = batch.messages().stream()
                .collect(Collectors.groupingBy(Partition::of, TreeMap::new, Collectors.toList()));
        DurableFiles files = new DurableFiles(folder);
        byPartition.forEach((partition, messages) -> {
            try {
                files.writeMissing(partition.under(folder), form.files(batch.id(), messages));
            } catch (IOException e) {
                throw new PortUnavailable("the archive in " + folder + " cannot be written", e);
            }
        });
    }
}
