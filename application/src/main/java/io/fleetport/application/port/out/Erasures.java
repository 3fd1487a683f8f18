package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Orders to erase, and how far each has come. From the moment one is kept, what it covers is refused everywhere until the
 * vehicle is let in again. Safe to call from many threads. Any method may throw {@link PortUnavailable}.
 */
public interface Erasures {

    /** Keeps a new order. The same id again changes nothing. */
    void keep(Erasure erasure);

    /** Empty also when it is another organization's. */
    Optional<Erasure> find(OrganizationId organization, UUID id);

    /**
     * Newest first.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<Erasure> list(OrganizationId organization, @Nullable String cursor, int limit);

    /**
     * Those of all organizations that are not finished, oldest first.
     *
     * @param limit 1 to 1000
     */
    List<Erasure> unfinished(int limit);

    /**
     * Notes how far it has come. Several processes may work at one order: each adds what it removed itself, and none brings
     * it back to an earlier state.
     *
     * @param more removed since this caller noted it last, by place
     * @param finishedAt null unless the state is finished
     */
    void progress(UUID id, Erasure.State state, Map<String, Long> more, @Nullable Instant finishedAt);

    /** Those of all organizations whose vehicles were not let in again, finished or not. */
    List<Erasure> inForce();

    /** Lets a vehicle in again: no order about it is in force any more. @return whether one was */
    boolean readmit(VehicleKey key, Instant at);

    /** Another one after every change, and cheap to ask for. */
    String mark();
}
