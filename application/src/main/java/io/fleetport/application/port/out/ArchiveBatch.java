package io.fleetport.application.port.out;

import java.util.List;
import java.util.UUID;

/**
 * Raw messages of one or more commits, on their way from the outbox to the archive.
 *
 * @param id unique, and always of the same messages. The archive may be given a batch twice and must then keep one
 */
public record ArchiveBatch(UUID id, List<ArchivedMessage> messages) {
    public ArchiveBatch {
        messages = List.copyOf(messages);
    }
}
