package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewDeadLetters;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dead letters of the caller's fleets. Safe to call from many threads. */
public final class ConfinedDeadLetters implements ViewDeadLetters {

    /** The greatest there are: what lies below them in all of the organization is not counted for a fleet. */
    private static final int MOST_COUNTS = 1_000;

    private final ViewDeadLetters all;
    private final Scopes scopes;

    public ConfinedDeadLetters(ViewDeadLetters all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Page<DeadLetter> list(
            Caller caller,
            @Nullable VehicleId vehicle,
            @Nullable StationId station,
            @Nullable DeadLetterReason reason,
            @Nullable String cursor,
            int limit) {
        Scope scope = scopes.of(caller);
        if (vehicle != null && !scope.sees(vehicle) || station != null && !scope.sees(station)) {
            caller.require(Permission.VIEW_DEAD_LETTERS);
            return Scope.nothing();
        }
        return scope.page(
                cursor,
                limit,
                (at, missing) -> all.list(caller, vehicle, station, reason, at, missing),
                letter -> scope.sees(letter.subject()));
    }

    @Override
    public List<DeadLetters.Count> counts(Caller caller, int limit) {
        Scope scope = scopes.of(caller);
        return scope.isWhole()
                ? all.counts(caller, limit)
                : all.counts(caller, MOST_COUNTS).stream()
                        .filter(count -> scope.sees(count.about()))
                        .limit(limit)
                        .toList();
    }

    @Override
    public Optional<DeadLetter> find(Caller caller, UUID id) {
        return all.find(caller, id).filter(letter -> scopes.of(caller).sees(letter.subject()));
    }
}
