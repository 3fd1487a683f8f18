package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a station reported over time. Throws {@link NotPermitted} without {@link Permission#VIEW_HISTORY}. */
public interface ViewStationHistory {

    /** Smallest and greatest interval of down-sampling. */
    Duration LEAST_INTERVAL = ViewHistory.LEAST_INTERVAL;

    Duration MOST_INTERVAL = ViewHistory.MOST_INTERVAL;

    /**
     * What to show.
     *
     * @param from inclusive, null for the beginning
     * @param until exclusive, null for no end
     * @param every null for each report, else one {@link Interval} per so long a time in which there is a report;
     *     {@link #LEAST_INTERVAL} to {@link #MOST_INTERVAL}, intervals counted from the epoch
     */
    record Query(
            StationId station,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Duration every) {}

    /** What was reported at one time or in one interval. */
    sealed interface Moment {}

    record Reported(StationReport report) implements Moment {}

    /**
     * The reports of one interval.
     *
     * @param reports how many there are
     * @param last the last of them, which also stands for all that has no mean
     * @param temperatureCelsius null when none of them told it; likewise the others
     */
    record Interval(
            Instant begin,
            int reports,
            StationReport last,
            @Nullable Spread temperatureCelsius,
            @Nullable Spread humidityPercent,
            @Nullable Spread powerWatts)
            implements Moment {}

    /** Of the values told: their mean, each counted alike, the least and the greatest. */
    record Spread(double mean, double least, double greatest) {}

    /**
     * Oldest first. A page may be shorter than the limit and still have a next one.
     *
     * @param cursor from an earlier page of the same query, null for the first
     * @param limit 1 to 1000
     * @return empty when there is no such station in the organization
     * @throws InvalidRequest when the cursor is none of ours or the interval is out of range
     */
    Optional<Page<Moment>> of(Caller caller, Query query, @Nullable String cursor, int limit);
}
