package io.fleetport.domain.station;

import java.time.Instant;
import java.util.Comparator;

/** A time of which it is not known what happened at a station. */
public sealed interface StationGap {

    Instant from();

    Instant until();

    /** By beginning, ties by end; what was lost after silence. */
    Comparator<StationGap> ORDER = Comparator.comparing(StationGap::from)
            .thenComparing(StationGap::until)
            .thenComparing(gap -> gap instanceof Lost lost ? lost.events().first() : 0L);

    /** Its reports were too far apart, or there was none. */
    record Silence(Instant from, Instant until) implements StationGap {}

    /** Events that are numbered and never came. */
    record Lost(LostEvents events) implements StationGap {
        @Override
        public Instant from() {
            return events.from();
        }

        @Override
        public Instant until() {
            return events.until();
        }
    }
}
