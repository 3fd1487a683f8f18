package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewAvailability;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Availability of stations of the caller's fleets. Safe to call from many threads. */
public final class ConfinedAvailability implements ViewAvailability {

    private final ViewAvailability all;
    private final Scopes scopes;

    public ConfinedAvailability(ViewAvailability all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Optional<Observed> of(Caller caller, StationId station, @Nullable Instant from, @Nullable Instant until) {
        if (scopes.of(caller).sees(station)) {
            return all.of(caller, station, from, until);
        }
        caller.require(Permission.VIEW_HISTORY);
        return Optional.empty();
    }
}
