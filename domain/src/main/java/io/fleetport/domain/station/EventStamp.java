package io.fleetport.domain.station;

import java.time.Instant;
import java.util.Comparator;

/**
 * Which event of a station it is.
 *
 * @param eventId unique in the station
 * @param boot which start of the station's counter, 0 or more; 0 for a counter that never starts again
 * @param sequence counts the events of one boot from 1
 * @param at the station's own time, in whole microseconds
 */
public record EventStamp(String eventId, long boot, long sequence, Instant at) {

    /** By time, ties by number: the one order in which events count, whatever order they came in. */
    public static final Comparator<EventStamp> ORDER = Comparator.comparing(EventStamp::at)
            .thenComparingLong(EventStamp::boot)
            .thenComparingLong(EventStamp::sequence);

    public EventStamp {
        eventId = Label.checked("event id", eventId);
        if (boot < 0 || sequence < 1) {
            throw new IllegalArgumentException(
                    "boot must be 0 or more and sequence 1 or more but are " + boot + " and " + sequence);
        }
    }
}
