package io.fleetport.application.tenancy;

import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageFleets;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.application.scope.Scopes;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps fleets in their store. Safe to call from many threads. */
public final class FleetDesk implements ManageFleets {

    private final Fleets fleets;
    private final Vehicles vehicles;
    private final Stations stations;
    private final Scopes scopes;
    private final AuditTrail trail;
    private final Clock clock;

    public FleetDesk(
            Fleets fleets, Vehicles vehicles, Stations stations, Scopes scopes, AuditTrail trail, Clock clock) {
        this.fleets = fleets;
        this.vehicles = vehicles;
        this.stations = stations;
        this.scopes = scopes;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Page<Fleet> list(Caller caller, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_VEHICLES);
        Set<FleetId> own = caller.fleets();
        if (own == null) {
            return Cursors.reading(cursor, () -> fleets.list(caller.organization(), cursor, limit));
        }
        List<Fleet> seen = own.stream()
                .flatMap(fleet -> fleets.find(caller.organization(), fleet).stream())
                .sorted((a, b) -> a.id().value().compareTo(b.id().value()))
                .toList();
        return new Page<>(seen, null);
    }

    @Override
    public Optional<Filled> find(Caller caller, FleetId fleet) {
        caller.require(Permission.VIEW_VEHICLES);
        Set<FleetId> own = caller.fleets();
        if (own != null && !own.contains(fleet)) {
            return Optional.empty();
        }
        return fleets.find(caller.organization(), fleet).map(this::filled);
    }

    @Override
    public Kept keep(Caller caller, FleetId fleet, String name) {
        caller.requireWhole(Permission.MANAGE_FLEETS);
        boolean isNew = fleets.find(caller.organization(), fleet).isEmpty();
        Fleet wished;
        try {
            wished = new Fleet(caller.organization(), fleet, name, clock.instant());
        } catch (IllegalArgumentException tooLong) {
            throw new InvalidRequest("name", String.valueOf(tooLong.getMessage()));
        }
        trail.record(
                caller, isNew ? "fleet.create" : "fleet.change", "fleet", fleet.value(), null, Map.of("name", name));
        fleets.keep(wished);
        return new Kept(filled(fleets.find(caller.organization(), fleet).orElse(wished)), isNew);
    }

    @Override
    public boolean remove(Caller caller, FleetId fleet) {
        caller.requireWhole(Permission.MANAGE_FLEETS);
        if (fleets.find(caller.organization(), fleet).isEmpty()) {
            return false;
        }
        trail.record(caller, "fleet.remove", "fleet", fleet.value(), null, Map.of());
        boolean removed = fleets.remove(caller.organization(), fleet);
        scopes.forget(caller.organization());
        return removed;
    }

    @Override
    public boolean assign(Caller caller, FleetId fleet, VehicleId vehicle, boolean member) {
        caller.requireWhole(Permission.MANAGE_FLEETS);
        boolean isThere = vehicles.find(caller.organization(), vehicle).isPresent();
        return (isThere || !member)
                && assign(caller, fleet, new VehicleKey(caller.organization(), vehicle), vehicle.toString(), member);
    }

    @Override
    public boolean assign(Caller caller, FleetId fleet, StationId station, boolean member) {
        caller.requireWhole(Permission.MANAGE_FLEETS);
        boolean isThere = stations.find(caller.organization(), station).isPresent();
        return (isThere || !member)
                && assign(caller, fleet, new StationKey(caller.organization(), station), station.value(), member);
    }

    private boolean assign(Caller caller, FleetId fleet, Subject subject, String id, boolean member) {
        if (fleets.find(caller.organization(), fleet).isEmpty()) {
            return false;
        }
        trail.record(caller, member ? "fleet.put" : "fleet.take", "fleet", fleet.value(), null, Map.of("subject", id));
        fleets.assign(fleet, subject, member);
        scopes.forget(caller.organization());
        return true;
    }

    private Filled filled(Fleet fleet) {
        return new Filled(fleet, fleets.assets(fleet.organization(), Set.of(fleet.id())));
    }
}
