package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trips as last told: of a vehicle as they are now, of an organization by the indexes on start, and on state and start. */
final class DynamoTrips implements Trips {

    /** A trip that begins at another time moves: whoever looks then may find nothing at either place. */
    private static final int LOOKS = 3;

    private final Database database;

    DynamoTrips(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Trip> find(OrganizationId organization, TripId trip) {
        for (int look = 0; look < LOOKS; look++) {
            Optional<Key> place = database.get(TripPointers.key(trip))
                    .filter(pointer ->
                            TripPointers.vehicle(pointer).organization().equals(organization))
                    .map(TripPointers::trip);
            Optional<Item> found = place.flatMap(database::get);
            if (place.isEmpty() || found.isPresent()) {
                return found.map(TripItems::trip);
            }
        }
        return Optional.empty();
    }

    @Override
    public Page<Trip> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Listing.checked(limit, 1_000);
        String prefix = filter.vehicle() == null ? "" : TripItems.PREFIX;
        Query query = source(organization, filter)
                .backward()
                .pages(Listing.pageSize(limit))
                .between(prefix, filter.from(), filter.until());
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query = query.until(prefix + TripItems.place(after.time(), new TripId(after.id())));
        }
        return Listing.page(
                database.stream(query).map(TripItems::trip),
                trip -> isWanted(State.of(trip), filter),
                limit,
                last -> Cursor.of(last.startedAt(), last.id().value(), last.id().value()));
    }

    private static Query source(OrganizationId organization, Filter filter) {
        if (filter.vehicle() != null) {
            return ofVehicle(new VehicleKey(organization, filter.vehicle()));
        }
        return Query.in(
                Table.TELEMETRY,
                filter.state() == null ? Index.GSI1 : Index.GSI2,
                filter.state() == null ? TripItems.list(organization) : TripItems.list(organization, filter.state()));
    }

    private static boolean isWanted(State state, Filter filter) {
        return filter.state() == null ? filter.withdrawnToo() || state != State.WITHDRAWN : state == filter.state();
    }

    @Override
    public List<Opened> around(VehicleKey key, Instant from, int limit) {
        Listing.checked(limit, 1_000);
        Query told = ofVehicle(key).where(Expression.of("{state} <> ?", State.WITHDRAWN.name()));
        String begin = TripItems.PREFIX + Key.bound(from);
        List<Opened> found =
                new ArrayList<>(database.stream(told.until(begin).backward().pages(5))
                        .limit(1)
                        .map(TripItems::opened)
                        .toList());
        if (found.size() < limit) {
            database.stream(told.from(begin).pages(Listing.pageSize(limit)))
                    .limit(limit - found.size())
                    .map(TripItems::opened)
                    .forEach(found::add);
        }
        return found;
    }

    private static Query ofVehicle(VehicleKey key) {
        return Query.in(Table.TELEMETRY, SubjectItems.partition(key)).within(TripItems.PREFIX);
    }
}
