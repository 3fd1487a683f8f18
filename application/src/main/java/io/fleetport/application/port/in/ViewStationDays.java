package io.fleetport.application.port.in;

import io.fleetport.domain.station.StationDay;
import io.fleetport.domain.station.StationId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened at a station day by day. Throws {@link NotPermitted} without {@link Permission#VIEW_HISTORY}. */
public interface ViewStationDays {

    int MOST = 400;

    /** Days shown when no others are asked for, today included. */
    int USUAL = 7;

    /**
     * The days {@code [from, until)}, oldest first.
     *
     * @param from null for {@link #USUAL} days before {@code until}
     * @param until null for tomorrow
     * @param zone whose midnights part the days
     * @return empty when there is no such station in the organization
     * @throws InvalidRequest when there would be no day or more than {@link #MOST}, or more sessions than can be added up
     */
    Optional<List<StationDay>> of(
            Caller caller, StationId station, @Nullable LocalDate from, @Nullable LocalDate until, ZoneId zone);
}
