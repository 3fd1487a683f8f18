package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewSessions;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Charging sessions at stations of the caller's fleets. Safe to call from many threads. */
public final class ConfinedSessions implements ViewSessions {

    private final ViewSessions all;
    private final Scopes scopes;

    public ConfinedSessions(ViewSessions all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Page<ChargingSession> list(Caller caller, Sessions.Filter filter, @Nullable String cursor, int limit) {
        Scope scope = scopes.of(caller);
        if (filter.station() != null && !scope.sees(filter.station())) {
            caller.require(Permission.VIEW_STATIONS);
            return Scope.nothing();
        }
        return scope.page(
                cursor,
                limit,
                (at, missing) -> all.list(caller, filter, at, missing),
                session -> scope.sees(session.station()));
    }

    @Override
    public Optional<ChargingSession> find(Caller caller, StationId station, SessionId session) {
        return all.find(caller, station, session)
                .filter(found -> scopes.of(caller).sees(station));
    }
}
