package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewStationHistory;
import io.fleetport.application.port.out.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** History of stations of the caller's fleets. Safe to call from many threads. */
public final class ConfinedStationHistory implements ViewStationHistory {

    private final ViewStationHistory all;
    private final Scopes scopes;

    public ConfinedStationHistory(ViewStationHistory all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Optional<Page<Moment>> of(Caller caller, Query query, @Nullable String cursor, int limit) {
        if (scopes.of(caller).sees(query.station())) {
            return all.of(caller, query, cursor, limit);
        }
        caller.require(Permission.VIEW_HISTORY);
        return Optional.empty();
    }
}
