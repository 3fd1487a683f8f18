package io.fleetport.application.port.in;

import io.fleetport.domain.station.StationAvailability;
import io.fleetport.domain.station.StationGap;
import io.fleetport.domain.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a station was over a time, and what is not known of it. Throws {@link NotPermitted} without {@link Permission#VIEW_HISTORY}. */
public interface ViewAvailability {

    Duration MOST = Duration.ofDays(31);

    /** When no other time is asked for. */
    Duration USUAL = Duration.ofDays(1);

    /**
     * How it was, and the gaps in that by {@link StationGap#ORDER}: silence cut to the time asked for, lost events that touch
     * it whole.
     */
    record Observed(StationAvailability availability, List<StationGap> gaps) {
        public Observed {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * The past part of {@code [from, until)}; the same whatever order the reports came in.
     *
     * @param from null for {@link #USUAL} before {@code until}
     * @param until null for now
     * @return empty when there is no such station in the organization
     * @throws InvalidRequest when the time is longer than {@link #MOST} or ends before it begins
     */
    Optional<Observed> of(Caller caller, StationId station, @Nullable Instant from, @Nullable Instant until);
}
