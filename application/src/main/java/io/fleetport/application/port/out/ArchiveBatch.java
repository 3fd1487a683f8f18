package io.fleetport.application.port.out;

import java.util.List;
import java.util.UUID;

/**
 * Raw messages of one or more commits, on their way from the outbox to the archive.
 *
 * @param id unique; the archive may see the same batch twice and must then keep one. After a crash a message may be in
 *     two batches: the archive holds every message at least once
 */
public record ArchiveBatch(UUID id, List<ArchivedMessage> messages) {
    public ArchiveBatch {
        messages = List.copyOf(messages);
    }
}
