package io.fleetport.application.telemetry;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** How deliveries about one kind of subject become part of a commit. Touched by its shard's thread only. */
interface Reduction<K extends Subject> {

    /** Brings in those of the subjects that are stored but not held. May throw {@code PortUnavailable}. */
    void load(Collection<K> keys);

    /** Adds to the draft what the deliveries at these indexes come to, and an outcome for each. */
    void reduce(K key, List<Integer> indexes, List<Delivery> deliveries, Draft draft);

    /**
     * Adds to the draft what silence up to now comes to.
     *
     * @param silentSince only of those that nothing came of since, by our clock
     */
    void noticeSilence(Instant now, Instant silentSince, Draft draft);

    /** Forgets what is held of these subjects, so that the next use loads what is stored. */
    void forget(Collection<? extends Subject> keys);

    /** Lets the least recently used go when too many are held. */
    void trim();
}
