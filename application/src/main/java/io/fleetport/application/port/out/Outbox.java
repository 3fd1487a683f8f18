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
     * @param throttle told of each piece that was read of a large batch
     */
    Optional<ArchiveBatch> next(int mostBytes, Throttle throttle);

    /** As {@link #next(int, Throttle)}, without a rest. */
    default Optional<ArchiveBatch> next(int mostBytes) {
        return next(mostBytes, Throttle.NONE);
    }

    /**
     * Most commits that are put together, whatever room is left. As each has a message at least, a batch of fewer messages holds all
     * that waited, or as many bytes as it may.
     */
    int mostCommits();

    /** Forgets, in one step, a batch that has reached the archive. One that was not given out by {@link #next} is ignored. */
    void done(UUID batch);
}
