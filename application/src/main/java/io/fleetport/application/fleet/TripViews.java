package io.fleetport.application.fleet;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewTrips;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows trips from their store, and their ways from history. Safe to call from many threads. */
public final class TripViews implements ViewTrips {

    /** Names are the owners' choice, so several vehicles may share one; each costs a query of its own. */
    private static final int MOST_NAMESAKES = 20;

    private static final Comparator<Trip> NEWEST_FIRST =
            Comparator.comparing(Trip::startedAt).thenComparing(Trip::id).reversed();

    private final Trips trips;
    private final Vehicles vehicles;
    private final VehicleNames names;
    private final TrackReader tracks;

    public TripViews(Trips trips, Vehicles vehicles, VehicleNames names, History history) {
        this.trips = trips;
        this.vehicles = vehicles;
        this.names = names;
        this.tracks = new TrackReader(history);
    }

    @Override
    public Page<Named> list(Caller caller, Query query, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_TRIPS);
        OrganizationId organization = caller.organization();
        Page<Trip> page = Cursors.reading(cursor, () -> page(organization, query, cursor, limit));
        return new Page<>(
                page.items().stream().map(trip -> named(organization, trip)).toList(), page.next());
    }

    @Override
    public Optional<Named> find(Caller caller, TripId trip) {
        caller.require(Permission.VIEW_TRIPS);
        return trips.find(caller.organization(), trip).map(found -> named(caller.organization(), found));
    }

    @Override
    public Optional<Track> track(Caller caller, TripId trip) {
        caller.require(Permission.VIEW_TRIPS);
        return find(caller, trip).map(named -> new Track(named, tracks.read(caller.organization(), named.trip())));
    }

    private Named named(OrganizationId organization, Trip trip) {
        return new Named(trip, names.of(new VehicleKey(organization, trip.vehicle())));
    }

    private Page<Trip> page(OrganizationId organization, Query query, @Nullable String cursor, int limit) {
        String name = query.vehicleName();
        if (name == null) {
            return trips.list(organization, filter(query, query.vehicle(), query.until()), cursor, limit);
        }
        Page<Vehicles.Known> namesakes = vehicles.list(organization, name, null, MOST_NAMESAKES);
        if (namesakes.next() != null) {
            throw new InvalidRequest(
                    "vehicle_name", "more than " + MOST_NAMESAKES + " vehicles have this name; ask by vehicle_id");
        }
        List<VehicleId> wanted = namesakes.items().stream()
                .map(known -> known.vehicle().id())
                .filter(id -> query.vehicle() == null || query.vehicle().equals(id))
                .toList();
        return switch (wanted.size()) {
            case 0 -> new Page<>(List.of(), null);
            case 1 -> trips.list(organization, filter(query, wanted.getFirst(), query.until()), cursor, limit);
            default -> merged(organization, query, wanted, cursor, limit);
        };
    }

    /** Newest of several vehicles: the limit of each, put in order, of which the first {@code limit} are certain. */
    private Page<Trip> merged(
            OrganizationId organization, Query query, List<VehicleId> wanted, @Nullable String cursor, int limit) {
        @Nullable Instant until = query.until();
        @Nullable TripId lastTold = null;
        if (cursor != null) {
            lastTold = TripId.parse(cursor);
            Trip last = trips.find(organization, lastTold)
                    .orElseThrow(() -> new IllegalArgumentException("cursor must name a trip"));
            Instant justAfter = last.startedAt().plusNanos(1_000);
            until = until == null || justAfter.isBefore(until) ? justAfter : until;
        }
        List<Trip> found = new ArrayList<>();
        boolean more = false;
        for (VehicleId vehicle : wanted) {
            // One more than asked for, because the trip the cursor names comes again.
            Page<Trip> page = trips.list(organization, filter(query, vehicle, until), null, Math.min(1_000, limit + 1));
            found.addAll(page.items());
            more |= page.next() != null;
        }
        found.sort(NEWEST_FIRST);
        if (lastTold != null) {
            TripId told = lastTold;
            int at = found.stream().map(Trip::id).toList().indexOf(told);
            found = found.subList(at + 1, found.size());
        }
        more |= found.size() > limit;
        List<Trip> items = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(items, more && !items.isEmpty() ? items.getLast().id().toString() : null);
    }

    private static Trips.Filter filter(Query query, @Nullable VehicleId vehicle, @Nullable Instant until) {
        return new Trips.Filter(vehicle, query.state(), query.from(), until, false);
    }
}
