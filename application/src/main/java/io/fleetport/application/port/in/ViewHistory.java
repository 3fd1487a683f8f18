package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a vehicle said over time. Throws {@link NotPermitted} without {@link Permission#VIEW_HISTORY}. */
public interface ViewHistory {

    /** Smallest and greatest interval of down-sampling. */
    Duration LEAST_INTERVAL = Duration.ofSeconds(1);

    Duration MOST_INTERVAL = Duration.ofDays(1);

    /**
     * What to show.
     *
     * @param from inclusive, null for the beginning
     * @param until exclusive, null for no end
     * @param signals outward names; empty for all
     * @param every null for each reading, else one moment per interval with the last value of each signal in it;
     *     {@link #LEAST_INTERVAL} to {@link #MOST_INTERVAL}, intervals counted from the epoch
     */
    record Query(
            VehicleId vehicle,
            @Nullable Instant from,
            @Nullable Instant until,
            Set<String> signals,
            @Nullable Duration every) {
        public Query {
            signals = Set.copyOf(signals);
        }
    }

    /**
     * What was said at one time or in one interval.
     *
     * @param begin the reading's event time, or the interval's beginning
     * @param observedAt event time of the newest reading in it
     */
    record Moment(Instant begin, Instant observedAt, List<Observation> observations) {}

    /**
     * Oldest first. A page may be shorter than the limit, even empty, and still have a next one.
     *
     * @param cursor from an earlier page of the same query, null for the first
     * @param limit 1 to 1000
     * @return empty when there is no such vehicle in the organization
     * @throws InvalidRequest when the cursor is none of ours or the interval is out of range
     */
    Optional<Page<Moment>> of(Caller caller, Query query, @Nullable String cursor, int limit);
}
