package io.fleetport.application.port.out;

import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.StationReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stations reported, and which of their events never came. Written through {@link TelemetryLedger}. Safe to call from many threads. May throw {@link PortUnavailable}. */
public interface StationHistory {

    /**
     * Reports of one station in {@link StationReport#EVENT_ORDER}, observed in {@code [from, until)}.
     *
     * @param after only reports that come after this one in event order; null for all. To read on, hand in the last one got
     * @param limit 1 to 10,000
     */
    List<StationReport> between(
            StationKey station, Instant from, Instant until, @Nullable StationReport after, int limit);

    /**
     * Gaps in the numbers of one station's events that touch {@code [from, until)}, oldest first, ties by boot and number.
     *
     * @param limit 1 to 10,000
     */
    List<LostEvents> lost(StationKey station, Instant from, Instant until, int limit);
}
