package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewSwaps;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Swaps at stations of the caller's fleets. Safe to call from many threads. */
public final class ConfinedSwaps implements ViewSwaps {

    private final ViewSwaps all;
    private final Scopes scopes;

    public ConfinedSwaps(ViewSwaps all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Page<Swap> list(Caller caller, Swaps.Filter filter, @Nullable String cursor, int limit) {
        Scope scope = scopes.of(caller);
        if (filter.station() != null && !scope.sees(filter.station())) {
            caller.require(Permission.VIEW_STATIONS);
            return Scope.nothing();
        }
        return scope.page(
                cursor,
                limit,
                (at, missing) -> all.list(caller, filter, at, missing),
                swap -> scope.sees(swap.station()));
    }

    @Override
    public Optional<Swap> find(Caller caller, StationId station, SwapId swap) {
        return all.find(caller, station, swap).filter(found -> scopes.of(caller).sees(station));
    }
}
