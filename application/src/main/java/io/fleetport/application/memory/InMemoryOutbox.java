package io.fleetport.application.memory;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.Outbox;
import java.util.List;
import java.util.UUID;

/** Batches in the order they were committed. */
final class InMemoryOutbox implements Outbox {

    private final Shelves shelves;

    InMemoryOutbox(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public List<ArchiveBatch> pending(int limit) {
        Paging.checked(limit, 1_000);
        shelves.lock.readLock().lock();
        try {
            return shelves.outbox.values().stream().limit(limit).toList();
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public void done(UUID batch) {
        shelves.lock.writeLock().lock();
        try {
            shelves.outbox.remove(batch);
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }
}
