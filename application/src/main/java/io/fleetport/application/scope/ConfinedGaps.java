package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewGaps;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gaps of vehicles of the caller's fleets. Safe to call from many threads. */
public final class ConfinedGaps implements ViewGaps {

    private final ViewGaps all;
    private final Scopes scopes;

    public ConfinedGaps(ViewGaps all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Page<Named> list(
            Caller caller,
            @Nullable VehicleId vehicle,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String cursor,
            int limit) {
        Scope scope = scopes.of(caller);
        if (vehicle != null && !scope.sees(vehicle)) {
            caller.require(Permission.VIEW_GAPS);
            return Scope.nothing();
        }
        return scope.page(
                cursor,
                limit,
                (at, missing) -> all.list(caller, vehicle, from, until, at, missing),
                named -> scope.sees(named.gap().vehicle()));
    }
}
