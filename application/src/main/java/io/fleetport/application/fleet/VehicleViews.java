package io.fleetport.application.fleet;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewVehicles;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.domain.vehicle.VehicleState;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows vehicles from their store. Safe to call from many threads. */
public final class VehicleViews implements ViewVehicles {

    /** A vehicle without connections counts as online this long after its newest reading: the time that ends a trip. */
    private static final Duration HEARD_LATELY = Duration.ofMinutes(5);

    private final Vehicles vehicles;
    private final Clock clock;

    public VehicleViews(Vehicles vehicles, Clock clock) {
        this.vehicles = vehicles;
        this.clock = clock;
    }

    @Override
    public Page<Seen> list(Caller caller, @Nullable String name, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_VEHICLES);
        Page<Vehicles.Known> page =
                Cursors.reading(cursor, () -> vehicles.list(caller.organization(), name, cursor, limit));
        return new Page<>(page.items().stream().map(this::seen).toList(), page.next());
    }

    @Override
    public Optional<Seen> find(Caller caller, VehicleId vehicle) {
        caller.require(Permission.VIEW_VEHICLES);
        return vehicles.find(caller.organization(), vehicle).map(this::seen);
    }

    private Seen seen(Vehicles.Known known) {
        return new Seen(known.vehicle(), known.state(), online(known.state()));
    }

    private boolean online(VehicleState state) {
        var connections = state.find(Signals.OPEN_CONNECTIONS);
        if (connections.isPresent()) {
            return connections.get().signal() instanceof Signal.Parts open
                    && !open.which().isEmpty();
        }
        return state.newestSeen()
                .map(newest -> newest.isAfter(clock.instant().minus(HEARD_LATELY)))
                .orElse(false);
    }
}
