package io.fleetport.application.benchmark;

import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.fleet.VehicleViews;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewVehicles;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.application.scope.ConfinedVehicles;
import io.fleetport.application.scope.Scopes;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to ask whether a caller may: one vehicle and a page of a hundred, from a store that answers at once. To be
 * compared with one another; the unchecked ones ask the store itself.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PermissionChecks {

    private static final int VEHICLES = 100;

    private final VehicleKey key = Sample.aVehicle();
    private final OrganizationId organization = key.organization();
    private final InMemoryStores stores = new InMemoryStores();
    private final FleetId fleet = new FleetId("north");
    private final Caller whole = caller(null);
    private final Caller confined = caller(Set.of(fleet));
    private final ViewVehicles unchecked;
    private final ViewVehicles checked;

    public PermissionChecks() {
        stores.fleets().keep(new Fleet(organization, fleet, "North", Sample.NOW));
        keep(key);
        for (int i = 1; i < VEHICLES; i++) {
            keep(Sample.aVehicleOf(organization));
        }
        Vehicles at = new Still(
                stores.vehicles().find(organization, key.vehicle()),
                stores.vehicles().list(organization, null, null, VEHICLES));
        unchecked = new VehicleViews(at, Clock.fixed(Sample.NOW, ZoneOffset.UTC));
        checked = new ConfinedVehicles(unchecked, new Scopes(stores.fleets(), Duration.ofSeconds(5)));
    }

    private void keep(VehicleKey vehicle) {
        stores.ledger()
                .commit(BatchDraft.batch()
                        .moves(vehicle, 0, Sample.standing(vehicle, "Car", Sample.NOW))
                        .done());
        stores.fleets().assign(fleet, vehicle, true);
    }

    private Caller caller(@Nullable Set<FleetId> fleets) {
        return new Caller(organization, "benchmark", EnumSet.allOf(Permission.class), null, fleets, Origin.SELF);
    }

    @Benchmark
    public Object thePermissionAlone() {
        whole.require(Permission.VIEW_VEHICLES);
        return whole;
    }

    @Benchmark
    public Object oneVehicle() {
        return unchecked.find(whole, key.vehicle());
    }

    @Benchmark
    public Object oneVehicleOfTheOrganization() {
        return checked.find(whole, key.vehicle());
    }

    @Benchmark
    public Object oneVehicleOfAFleet() {
        return checked.find(confined, key.vehicle());
    }

    @Benchmark
    public Object aPage() {
        return unchecked.list(whole, null, null, VEHICLES);
    }

    @Benchmark
    public Object aPageOfTheOrganization() {
        return checked.list(whole, null, null, VEHICLES);
    }

    @Benchmark
    public Object aPageOfAFleet() {
        return checked.list(confined, null, null, VEHICLES);
    }

    /** Answers at once. */
    private record Still(Optional<Known> one, Page<Known> page) implements Vehicles {

        @Override
        public Optional<Known> find(OrganizationId of, VehicleId vehicle) {
            return one;
        }

        @Override
        public Page<Known> list(OrganizationId of, @Nullable String name, @Nullable String cursor, int limit) {
            return page;
        }
    }
}
