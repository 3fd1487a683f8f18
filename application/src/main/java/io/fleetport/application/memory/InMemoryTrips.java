package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.memory.Shelves.StoredTrip;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans all trips for a list. */
final class InMemoryTrips implements Trips {

    private static final Comparator<Trip> OLDEST_FIRST = Comparator.comparing(Trip::startedAt)
            .thenComparing(trip -> trip.id().value(), Paging.BY_ID);

    private final Shelves shelves;

    InMemoryTrips(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<Trip> find(OrganizationId organization, TripId trip) {
        shelves.lock.readLock().lock();
        try {
            return Optional.ofNullable(shelves.trips.get(trip))
                    .filter(stored -> stored.key().organization().equals(organization))
                    .map(StoredTrip::trip);
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Page<Trip> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTime after = cursor == null ? null : Cursor.byTime(cursor);
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.trips.values().stream()
                            .filter(stored -> stored.key().organization().equals(organization))
                            .map(StoredTrip::trip)
                            .filter(trip -> matches(filter, trip))
                            .filter(trip -> after == null || comesBefore(trip, after)),
                    OLDEST_FIRST.reversed(),
                    limit,
                    last -> Cursor.of(
                            last.startedAt(), last.id().value(), last.id().value()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public List<Opened> around(VehicleKey key, Instant from, int limit) {
        Paging.checked(limit, 1_000);
        shelves.lock.readLock().lock();
        try {
            List<StoredTrip> all = shelves.trips.values().stream()
                    .filter(stored -> stored.key().equals(key) && stored.state() != State.WITHDRAWN)
                    .sorted(Comparator.comparing(StoredTrip::trip, OLDEST_FIRST))
                    .toList();
            List<Opened> found = new ArrayList<>();
            for (int i = 0; i < all.size() && found.size() < limit; i++) {
                boolean lastBefore = i + 1 == all.size()
                        || !all.get(i + 1).trip().startedAt().isBefore(from);
                if (lastBefore || !all.get(i).trip().startedAt().isBefore(from)) {
                    found.add(new Opened(all.get(i).trip(), all.get(i).opening().clone()));
                }
            }
            return found;
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    private static boolean matches(Filter filter, Trip trip) {
        State state = State.of(trip);
        return (filter.vehicle() == null || filter.vehicle().equals(trip.vehicle()))
                && (filter.state() == null || filter.state() == state)
                && (state != State.WITHDRAWN || filter.withdrawnToo() || filter.state() == State.WITHDRAWN)
                && (filter.from() == null || !trip.startedAt().isBefore(filter.from()))
                && (filter.until() == null || trip.startedAt().isBefore(filter.until()));
    }

    private static boolean comesBefore(Trip trip, Cursor.ByTime position) {
        int byStart = trip.startedAt().compareTo(position.time());
        return byStart < 0 || byStart == 0 && Paging.BY_ID.compare(trip.id().value(), position.id()) < 0;
    }
}
