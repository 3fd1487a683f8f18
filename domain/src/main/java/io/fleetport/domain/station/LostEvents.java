package io.fleetport.domain.station;

import java.time.Instant;

/**
 * Events of a station that were numbered but never arrived: something happened between these times that is not known.
 *
 * @param boot which start of the station's counter
 * @param first number of the first one missing; with station and boot it names the gap
 * @param last number of the last one missing
 * @param from time of the last event known before
 * @param until time of the first event known after
 */
public record LostEvents(long boot, long first, long last, Instant from, Instant until) {

    public LostEvents {
        if (last < first || until.isBefore(from)) {
            throw new IllegalArgumentException(
                    "lost events must not end before they begin: " + first + ".." + last + ", " + from + ".." + until);
        }
    }

    public long count() {
        return last - first + 1;
    }
}
