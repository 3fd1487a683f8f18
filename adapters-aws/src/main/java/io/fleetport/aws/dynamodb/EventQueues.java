package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Event;
import java.util.Collection;
import java.util.List;

/**
 * Those who wait for events that have just been committed: webhooks and buses. Safe to use from many threads.
 *
 * <p>An event itself is the item {@link EventItems#key} in the table {@link Table#TELEMETRY}.
 */
interface EventQueues {

    /**
     * What is written in the very transaction that writes the event: few items, none that two events share.
     *
     * @param position sorts as events of one subject were committed, unique; 24 characters
     */
    List<Write> queued(Event event, String position);

    /** Nothing of these waits any more: they are forgotten or erased. Doing it again changes nothing. */
    void drop(Collection<Event> events);
}
