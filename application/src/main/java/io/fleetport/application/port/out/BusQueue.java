package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which events still have to be published on which bus. An event waits for every bus that was open when it was committed, from
 * that very commit on, until it is settled, erased, or forgotten by the {@link EventLog}. A bus is known by a name. Safe to use
 * from many threads and many processes. Any method may throw {@link PortUnavailable}.
 */
public interface BusQueue {

    /** Has what is committed from now on wait for the bus. Opening it again changes nothing. */
    void open(String bus);

    /**
     * Takes the bus, or keeps it for longer, so that one process at a time publishes on it.
     *
     * @param now by the clock of whoever asks
     * @return false, and nothing changes, when it is another holder's until later than {@code now}, or not open
     */
    boolean hold(String bus, UUID holder, Instant now, Instant until);

    /** Gives the bus to whoever asks next. Ignored when it is not this holder's. */
    void release(String bus, UUID holder);

    /**
     * The events that waited first, each subject's in the order committed.
     *
     * @param without subjects that are passed over with all their events, at most 2,000
     * @param most 1 to 1,000
     */
    List<Event> waiting(String bus, Set<Subject> without, int most);

    /** In one step takes events out of the queue, and notes which of them were refused. What does not wait is ignored. */
    void settle(String bus, List<Event> taken, List<RefusedEvent> refused);

    /** When the event at the head of the queue was recorded; empty when none waits. */
    Optional<Instant> oldestWaiting(String bus);

    /**
     * What any bus refused, newest first; known as long as the event is.
     *
     * @param limit 1 to 1,000
     */
    List<RefusedEvent> refused(OrganizationId organization, int limit);
}
