package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The charging sessions at the organization's stations. Throws {@link NotPermitted} without {@link Permission#VIEW_STATIONS}. */
public interface ViewSessions {

    /**
     * Newest start first.
     *
     * @param cursor from an earlier page of the same filter, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Page<ChargingSession> list(Caller caller, Sessions.Filter filter, @Nullable String cursor, int limit);

    /** Empty also when it is another organization's. */
    Optional<ChargingSession> find(Caller caller, StationId station, SessionId session);
}
