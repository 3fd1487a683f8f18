package io.fleetport.application.station;

import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewSessions;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows charging sessions from their store. Safe to call from many threads. */
public final class SessionViews implements ViewSessions {

    private final Sessions sessions;

    public SessionViews(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Page<ChargingSession> list(Caller caller, Sessions.Filter filter, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_STATIONS);
        return Cursors.reading(cursor, () -> sessions.list(caller.organization(), filter, cursor, limit));
    }

    @Override
    public Optional<ChargingSession> find(Caller caller, StationId station, SessionId session) {
        caller.require(Permission.VIEW_STATIONS);
        return sessions.find(new StationKey(caller.organization(), station), session);
    }
}
