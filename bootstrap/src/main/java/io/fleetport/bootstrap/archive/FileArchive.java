package io.fleetport.bootstrap.archive;

import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.Erasable;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Throttle;
import io.fleetport.aws.archive.ArchiveForm;
import io.fleetport.aws.archive.Partition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

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
     * @param folder made when the first batch comes
     * @param form of the files to be; files of any other stay as they are
     */
    public static FileArchive of(Path folder, ArchiveForm form) {
        return new FileArchive(folder, form);
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
    public synchronized void keep(ArchiveBatch batch, Throttle throttle) {
        DurableFiles files = new DurableFiles(folder);
        Partition.split(batch).forEach((partition, messages) -> {
            try {
                files.writeMissing(folder.resolve(partition.path()), form.files(batch.id(), messages, throttle));
            } catch (IOException e) {
                throw new PortUnavailable("the archive in " + folder + " cannot be written", e);
            }
        });
    }
}
