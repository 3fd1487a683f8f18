package io.fleetport.application.port.out;

import java.util.List;
import java.util.UUID;

/** What was committed but has not reached the archive yet. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Outbox {

    /**
     * Batches not done yet, oldest first.
     *
     * @param limit 1 to 1000
     */
    List<ArchiveBatch> pending(int limit);

    /** Forgets a batch that has reached the archive. An unknown one is ignored. */
    void done(UUID batch);
}
