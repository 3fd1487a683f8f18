package io.fleetport.application.port.out;

import java.util.List;
import java.util.UUID;

/**
 * Raw messages of one commit, to be moved from the outbox to the archive.
 *
 * @param id unique; the archive may see the same batch twice and must then keep one
 */
public record ArchiveBatch(UUID id, List<ArchivedMessage> messages) {
    public ArchiveBatch {
        messages = List.copyOf(messages);
    }
}
