package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewHistory;
import io.fleetport.application.port.out.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** History of vehicles of the caller's fleets. Safe to call from many threads. */
public final class ConfinedHistory implements ViewHistory {

    private final ViewHistory all;
    private final Scopes scopes;

    public ConfinedHistory(ViewHistory all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Optional<Page<Moment>> of(Caller caller, Query query, @Nullable String cursor, int limit) {
        if (scopes.of(caller).sees(query.vehicle())) {
            return all.of(caller, query, cursor, limit);
        }
        caller.require(Permission.VIEW_HISTORY);
        return Optional.empty();
    }
}
