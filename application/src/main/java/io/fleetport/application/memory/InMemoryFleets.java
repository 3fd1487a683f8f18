package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fleets in a map, each with a set of what is in it. All under one lock: they change seldom. */
final class InMemoryFleets implements Fleets {

    private record Key(OrganizationId organization, FleetId fleet) {}

    private record Held(Fleet fleet, Set<Subject> subjects) {}

    private final Map<Key, Held> fleets = new HashMap<>();

    @Override
    public synchronized void keep(Fleet fleet) {
        Key key = new Key(fleet.organization(), fleet.id());
        Held before = fleets.get(key);
        fleets.put(
                key,
                new Held(
                        new Fleet(
                                fleet.organization(),
                                fleet.id(),
                                fleet.name(),
                                before == null
                                        ? fleet.createdAt().truncatedTo(ChronoUnit.MICROS)
                                        : before.fleet().createdAt()),
                        before == null ? new HashSet<>() : before.subjects()));
    }

    @Override
    public synchronized boolean remove(OrganizationId organization, FleetId fleet) {
        return fleets.remove(new Key(organization, fleet)) != null;
    }

    @Override
    public synchronized Optional<Fleet> find(OrganizationId organization, FleetId fleet) {
        return Optional.ofNullable(fleets.get(new Key(organization, fleet))).map(Held::fleet);
    }

    @Override
    public synchronized Page<Fleet> list(OrganizationId organization, @Nullable String cursor, int limit) {
        String after = cursor == null ? "" : Cursor.byName(cursor).name();
        return Paging.page(
                fleets.values().stream()
                        .map(Held::fleet)
                        .filter(fleet -> fleet.organization().equals(organization))
                        .filter(fleet -> fleet.id().value().compareTo(after) > 0),
                Comparator.comparing(fleet -> fleet.id().value()),
                limit,
                last -> Cursor.of(last.id().value()));
    }

    @Override
    public synchronized void assign(FleetId fleet, Subject subject, boolean member) {
        Held held = fleets.get(new Key(subject.organization(), fleet));
        if (held == null) {
            return;
        }
        if (member) {
            held.subjects().add(subject);
        } else {
            held.subjects().remove(subject);
        }
    }

    @Override
    public synchronized Assets assets(OrganizationId organization, Collection<FleetId> wanted) {
        Set<VehicleId> vehicles = new HashSet<>();
        Set<StationId> stations = new HashSet<>();
        for (FleetId fleet : wanted) {
            Held held = fleets.get(new Key(organization, fleet));
            if (held == null) {
                continue;
            }
            for (Subject subject : held.subjects()) {
                switch (subject) {
                    case VehicleKey key -> vehicles.add(key.vehicle());
                    case StationKey key -> stations.add(key.station());
                }
            }
        }
        return new Assets(vehicles, stations);
    }
}
