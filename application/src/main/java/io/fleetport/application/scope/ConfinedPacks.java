package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ViewPacks;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackStay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Battery packs last seen at stations of the caller's fleets, and of their journeys what happened there. Safe to call from many threads. */
public final class ConfinedPacks implements ViewPacks {

    private final ViewPacks all;
    private final Scopes scopes;

    public ConfinedPacks(ViewPacks all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Page<Located> list(Caller caller, @Nullable String cursor, int limit) {
        Scope scope = scopes.of(caller);
        Page<Located> page = scope.page(
                cursor,
                limit,
                (at, missing) -> all.list(caller, at, missing),
                located -> scope.sees(located.pack().station()));
        return new Page<>(
                page.items().stream().map(located -> within(located, scope)).toList(), page.next());
    }

    @Override
    public Optional<Travelled> find(Caller caller, PackId pack) {
        Scope scope = scopes.of(caller);
        return all.find(caller, pack)
                .filter(travelled -> scope.sees(travelled.pack().station()))
                .map(travelled -> scope.isWhole() ? travelled : within(travelled, scope));
    }

    /** Where it is stays untold when that is none of the caller's places. */
    private static Located within(Located located, Scope scope) {
        PackStay.Place place = located.place();
        return place == null || isSeen(place, scope) ? located : new Located(located.pack(), null);
    }

    private static Travelled within(Travelled travelled, Scope scope) {
        return new Travelled(
                travelled.pack(),
                travelled.journey().stream()
                        .filter(stay -> isSeen(stay.place(), scope))
                        .toList());
    }

    private static boolean isSeen(PackStay.Place place, Scope scope) {
        return switch (place) {
            case PackStay.InSlot slot -> scope.sees(slot.station());
            case PackStay.InVehicle vehicle -> scope.sees(vehicle.vehicle());
            case PackStay.Elsewhere left -> scope.sees(left.leftStation());
        };
    }
}
