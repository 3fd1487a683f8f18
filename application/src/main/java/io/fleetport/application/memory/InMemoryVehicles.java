package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.memory.Shelves.StoredVehicle;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans all vehicles for a list. */
final class InMemoryVehicles implements Vehicles {

    /** By Unicode code point, as a database sorts UTF-8; {@link String#compareTo} sorts by UTF-16 unit. */
    private static final Comparator<String> BY_CODE_POINT =
            (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private static final Comparator<Known> ORDER = Comparator.comparing(
                    (Known known) -> known.vehicle().name(), BY_CODE_POINT)
            .thenComparing(known -> known.vehicle().id().value(), Paging.BY_ID);

    private final Shelves shelves;

    InMemoryVehicles(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, VehicleId vehicle) {
        shelves.lock.readLock().lock();
        try {
            return Optional.ofNullable(shelves.vehicles.get(vehicle))
                    .filter(stored -> stored.key().organization().equals(organization))
                    .map(InMemoryVehicles::known);
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Page<Known> list(OrganizationId organization, @Nullable String name, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByText after = cursor == null ? null : Cursor.byText(cursor);
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.vehicles.values().stream()
                            .filter(stored -> stored.key().organization().equals(organization))
                            .map(InMemoryVehicles::known)
                            .filter(known ->
                                    name == null || known.vehicle().name().equals(name))
                            .filter(known -> after == null || comesAfter(known, after)),
                    ORDER,
                    limit,
                    last -> Cursor.of(last.vehicle().name(), last.vehicle().id().value()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    private static boolean comesAfter(Known known, Cursor.ByText position) {
        int byName = BY_CODE_POINT.compare(known.vehicle().name(), position.text());
        return byName > 0
                || byName == 0 && Paging.BY_ID.compare(known.vehicle().id().value(), position.id()) > 0;
    }

    private static Known known(StoredVehicle stored) {
        return new Known(stored.standing().profile(), stored.standing().state());
    }
}
