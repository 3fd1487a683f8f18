package io.fleetport.aws.archive;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Throttle;
import java.util.List;
import java.util.UUID;

/** How messages become files. Knows nothing of where those are kept. Safe to use from many threads. */
public sealed interface ArchiveForm permits ParquetForm, JsonLinesForm, SingleMessagesForm {

    /** One Parquet file per batch, organization and day: {@code <batch id>.parquet}. */
    static ArchiveForm parquet() {
        return new ParquetForm();
    }

    /** One gzip file of JSON lines per batch, organization and day: {@code <batch id>.jsonl.gz}. */
    static ArchiveForm jsonLines() {
        return new JsonLinesForm();
    }

    /** One file per message, of its raw bytes: {@code <received at>-<source>-<subject id>-<hash>.json}, or {@code .bin}. */
    static ArchiveForm singleMessages() {
        return new SingleMessagesForm();
    }

    /**
     * The files that together hold the messages. The same batch always gives the same files, by name and content.
     *
     * @param messages all of one organization and day
     * @param throttle told of each mebibyte while a large file is written
     */
    List<ArchiveFile> files(UUID batch, List<ArchivedMessage> messages, Throttle throttle);
}
