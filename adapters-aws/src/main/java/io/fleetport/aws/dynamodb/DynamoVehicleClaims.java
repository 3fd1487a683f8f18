package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleClaims;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.fleet.VehicleClaim.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Claims in their organization's partition; that a vehicle has one holder is what {@link ClaimItems} sees to. */
final class DynamoVehicleClaims implements VehicleClaims {

    private static final int MOST_LIVE = 1_000;

    /** Of a claim that is moved by others all the time. */
    private static final int ATTEMPTS = 10;

    private final Database database;

    DynamoVehicleClaims(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(VehicleClaim claim, VinIndex.Code vin) {
        return database.transact(ClaimItems.add(claim, vin.hex())).isEmpty();
    }

    @Override
    public Optional<VehicleClaim> find(@Nullable OrganizationId organization, UUID id) {
        return item(id).map(ClaimItems::claim)
                .filter(claim -> organization == null || claim.organization().equals(organization));
    }

    private Optional<Item> item(UUID id) {
        return database.get(ClaimItems.pointer(id)).flatMap(pointer -> database.get(ClaimItems.pointedTo(pointer, id)));
    }

    @Override
    public Page<VehicleClaim> list(
            @Nullable OrganizationId organization, @Nullable State state, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTime after = cursor == null ? null : Cursor.byTime(cursor);
        Stream<Item> found = organization == null
                ? ofAll(state, after)
                : page(Query.in(Table.TENANTS, Index.GSI1, ClaimItems.ofOrganization(organization)), after);
        return Listing.page(
                found.map(ClaimItems::claim),
                claim -> state == null || claim.state() == state,
                limit,
                last -> Cursor.of(last.claimedAt(), last.id(), last.id()));
    }

    /** The operator's view: newest first, out of all partitions of the states that are wanted. */
    private Stream<Item> ofAll(@Nullable State state, Cursor.@Nullable ByTime after) {
        List<Stream<Item>> parts = Arrays.stream(State.values())
                .filter(each -> state == null || each == state)
                .flatMap(each -> ClaimItems.inState(each).stream())
                .map(partition -> page(Query.in(Table.TENANTS, Index.GSI2, partition), after))
                .toList();
        Comparator<Item> order = Comparator.comparing(item -> item.text(Index.GSI2.sk()));
        return Merging.merged(parts, order.reversed());
    }

    private Stream<Item> page(Query query, Cursor.@Nullable ByTime after) {
        Query backward = query.backward();
        return database.stream(
                after == null
                        ? backward
                        : backward.until(
                                Key.join(Key.bound(after.time()), after.id().toString())));
    }

    @Override
    public List<VehicleClaim> live(VinIndex.Code vin) {
        List<Key> keys = database.list(ClaimItems.live(vin.hex()), MOST_LIVE).stream()
                .map(ClaimItems::liveClaim)
                .toList();
        return database.getAll(keys).values().stream()
                .map(ClaimItems::claim)
                .filter(claim -> claim.state().isLive())
                .sorted(Comparator.comparing(VehicleClaim::claimedAt)
                        .thenComparing(claim -> claim.id().toString()))
                .toList();
    }

    @Override
    public Moved move(UUID id, State from, State to, Instant at, String by) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Item> item = item(id);
            if (item.isEmpty() || ClaimItems.claim(item.get()).state() != from) {
                return Moved.NOT_THERE;
            }
            List<Write> refused = database.transact(ClaimItems.move(item.get(), to, at, by));
            if (refused.isEmpty()) {
                return Moved.DONE;
            }
            if (refused.stream()
                    .noneMatch(write -> write.key().equals(item.get().key()))) {
                return Moved.TAKEN;
            }
        }
        return Moved.NOT_THERE;
    }

    /** Removes all claims to an erased vehicle. @return how many there were */
    long erase(VehicleKey key) {
        return database.stream(ClaimItems.ofVehicle(key))
                .filter(item -> database.transact(ClaimItems.remove(item)).isEmpty())
                .count();
    }
}
