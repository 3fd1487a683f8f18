package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ViewStations;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.station.StationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stations of the caller's fleets. Safe to call from many threads. */
public final class ConfinedStations implements ViewStations {

    private final ViewStations all;
    private final Scopes scopes;

    public ConfinedStations(ViewStations all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Page<Seen> list(Caller caller, Stations.Filter filter, @Nullable String cursor, int limit) {
        Scope scope = scopes.of(caller);
        return scope.page(
                cursor,
                limit,
                (at, missing) -> all.list(caller, filter, at, missing),
                seen -> scope.sees(seen.station().id()));
    }

    @Override
    public Optional<Seen> find(Caller caller, StationId station) {
        return all.find(caller, station).filter(seen -> scopes.of(caller).sees(station));
    }
}
