package io.fleetport.application.port.out;

import java.util.Optional;
import java.util.UUID;

/** What was committed but has not reached the archive yet. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Outbox {

    /**
     * The oldest messages that wait, those of several commits as one batch; empty when none wait. Until it is {@link
     * #done} the very same batch is given again, whatever has been committed since, to any caller and after a restart.
     *
     * @param mostBytes at least 1; commits are put together while the batch stays within so many bytes, raw or encoded.
     *     One commit is always given, however large
     */
    Optional<ArchiveBatch> next(int mostBytes);

    /** Forgets, in one step, a batch that has reached the archive. One that was not given out by {@link #next} is ignored. */
    void done(UUID batch);
}
