package io.fleetport.bootstrap.archive;

import io.fleetport.application.port.out.ArchivedMessage;
import java.util.List;
import java.util.UUID;

/** How messages become files. Knows nothing of where those are kept. Safe to use from many threads. */
interface ArchiveForm {

    /**
     * The files that together hold the messages. The same batch always gives the same files, by name and content.
     *
     * @param messages all of one organization and day
     */
    List<ArchiveFile> files(UUID batch, List<ArchivedMessage> messages);
}
