package io.fleetport.application.port.out;

/** Keeps raw messages for good, partitioned by organization and UTC day of receipt. Safe to call from many threads. */
public interface Archive {

    /**
     * Durably stores the batch. The same batch again changes nothing. May throw {@link PortUnavailable}.
     *
     * @param throttle told of each piece of a large batch
     */
    void keep(ArchiveBatch batch, Throttle throttle);

    /** As {@link #keep(ArchiveBatch, Throttle)}, without a rest. */
    default void keep(ArchiveBatch batch) {
        keep(batch, Throttle.NONE);
    }
}
