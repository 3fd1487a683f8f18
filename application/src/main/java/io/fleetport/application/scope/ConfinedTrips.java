package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewTrips;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.trip.TripId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trips of vehicles of the caller's fleets. Safe to call from many threads. */
public final class ConfinedTrips implements ViewTrips {

    private final ViewTrips all;
    private final Scopes scopes;

    public ConfinedTrips(ViewTrips all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Page<Named> list(Caller caller, Query query, @Nullable String cursor, int limit) {
        Scope scope = scopes.of(caller);
        if (query.vehicle() != null && !scope.sees(query.vehicle())) {
            caller.require(Permission.VIEW_TRIPS);
            return Scope.nothing();
        }
        return scope.page(
                cursor,
                limit,
                (at, missing) -> all.list(caller, query, at, missing),
                named -> scope.sees(named.trip().vehicle()));
    }

    @Override
    public Optional<Named> find(Caller caller, TripId trip) {
        return all.find(caller, trip)
                .filter(named -> scopes.of(caller).sees(named.trip().vehicle()));
    }

    @Override
    public Optional<Track> track(Caller caller, TripId trip) {
        return find(caller, trip).isPresent() ? all.track(caller, trip) : Optional.empty();
    }
}
