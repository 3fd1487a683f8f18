package io.fleetport.application.station;

import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewSwaps;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows swaps from their store. Safe to call from many threads. */
public final class SwapViews implements ViewSwaps {

    private final Swaps swaps;

    public SwapViews(Swaps swaps) {
        this.swaps = swaps;
    }

    @Override
    public Page<Swap> list(Caller caller, Swaps.Filter filter, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_STATIONS);
        return Cursors.reading(cursor, () -> swaps.list(caller.organization(), filter, cursor, limit));
    }

    @Override
    public Optional<Swap> find(Caller caller, StationId station, SwapId swap) {
        caller.require(Permission.VIEW_STATIONS);
        return swaps.find(new StationKey(caller.organization(), station), swap);
    }
}
