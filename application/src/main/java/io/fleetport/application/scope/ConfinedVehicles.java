package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ViewVehicles;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Vehicles of the caller's fleets. Safe to call from many threads. */
public final class ConfinedVehicles implements ViewVehicles {

    private final ViewVehicles all;
    private final Scopes scopes;

    public ConfinedVehicles(ViewVehicles all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Page<Seen> list(Caller caller, @Nullable String name, @Nullable String cursor, int limit) {
        Scope scope = scopes.of(caller);
        return scope.page(
                cursor,
                limit,
                (at, missing) -> all.list(caller, name, at, missing),
                seen -> scope.sees(seen.vehicle().id()));
    }

    @Override
    public Optional<Seen> find(Caller caller, VehicleId vehicle) {
        return all.find(caller, vehicle).filter(seen -> scopes.of(caller).sees(vehicle));
    }
}
