package io.fleetport.application.memory;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.Throttle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Batches in the order they were committed. */
final class InMemoryOutbox implements Outbox {

    private final Shelves shelves;

    InMemoryOutbox(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<ArchiveBatch> next(int mostBytes, Throttle throttle) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("mostBytes must be at least 1 but is " + mostBytes);
        }
        shelves.lock.writeLock().lock();
        try {
            if (shelves.handedOut == null && !shelves.outbox.isEmpty()) {
                shelves.handedOut = gather(mostBytes);
            }
            return Optional.ofNullable(shelves.handedOut).map(Shelves.HandedOut::batch);
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }

    private Shelves.HandedOut gather(int mostBytes) {
        List<UUID> commits = new ArrayList<>();
        List<ArchivedMessage> messages = new ArrayList<>();
        long bytes = 0;
        for (ArchiveBatch commit : shelves.outbox.values()) {
            bytes += commit.messages().stream()
                    .mapToLong(message -> message.raw().length)
                    .sum();
            if (!commits.isEmpty() && bytes > mostBytes) {
                break;
            }
            commits.add(commit.id());
            messages.addAll(commit.messages());
        }
        return new Shelves.HandedOut(new ArchiveBatch(commits.getFirst(), messages), commits);
    }

    @Override
    public int mostCommits() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void done(UUID batch) {
        shelves.lock.writeLock().lock();
        try {
            if (shelves.handedOut != null && shelves.handedOut.batch().id().equals(batch)) {
                shelves.handedOut.commits().forEach(shelves.outbox::remove);
                shelves.handedOut = null;
            }
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }
}
