package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Erasures;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders to erase; what is stored of a vehicle for the first time is checked against those in force. */
final class DynamoErasures implements Erasures, Erased {

    /** Orders about one vehicle that are closed in one transaction. */
    private static final int AT_ONCE = 90;

    /** Processes that note something about one order at the same moment. */
    private static final int MEETINGS = 20;

    private final Database database;
    private final Marks marks;

    DynamoErasures(Database database) {
        this.database = database;
        this.marks = new Marks(database, "erasure_marks");
    }

    private static VehicleKey vehicle(Erasure erasure) {
        return new VehicleKey(erasure.organization(), erasure.vehicle());
    }

    @Override
    public List<Write> checks(VehicleKey key) {
        return List.of(Write.check(
                ErasureItems.inForce(key), Expression.of("attribute_not_exists({" + ErasureItems.WHOLE + "})")));
    }

    /** Keeps an order as far as it has come. @return false when there is one of its id */
    boolean isAdded(Erasure erasure) {
        Item item = ErasureItems.of(erasure)
                .set("removed", ErasureItems.counts(erasure.removed()))
                .instant("finished_at", erasure.finishedAt())
                .instant("readmitted_at", erasure.readmittedAt());
        List<Write> writes = new ArrayList<>(List.of(Write.put(item).when(Expression.ABSENT)));
        if (erasure.readmittedAt() == null) {
            writes.add(inForce(erasure));
            writes.add(marks.moved(vehicle(erasure)));
        }
        if (erasure.state() != Erasure.State.FINISHED) {
            writes.add(Write.put(ErasureItems.unfinishedOf(erasure)));
        }
        return database.transact(writes).isEmpty();
    }

    private static Write inForce(Erasure erasure) {
        Expression add = Expression.of("add {" + ErasureItems.ORDERS + "} ?", ErasureItems.ids(List.of(erasure.id())));
        Expression addWhole = Expression.of(
                "add {" + ErasureItems.ORDERS + "} ? set {" + ErasureItems.WHOLE + "} = ?",
                ErasureItems.ids(List.of(erasure.id())),
                true);
        return Write.update(ErasureItems.inForce(vehicle(erasure)), erasure.isOfVehicle() ? addWhole : add);
    }

    @Override
    public void keep(Erasure erasure) {
        List<Write> writes = new ArrayList<>(List.of(
                Write.put(ErasureItems.of(erasure)).when(Expression.ABSENT),
                inForce(erasure),
                marks.moved(vehicle(erasure))));
        if (erasure.state() != Erasure.State.FINISHED) {
            writes.add(Write.put(ErasureItems.unfinishedOf(erasure)));
        }
        database.transact(writes);
    }

    @Override
    public Optional<Erasure> find(OrganizationId organization, UUID id) {
        return find(id).filter(erasure -> erasure.organization().equals(organization));
    }

    @Override
    public Page<Erasure> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query query = Query.in(Table.TENANTS, Index.GSI1, ErasureItems.ofOrganization(organization))
                .backward()
                .pages(Listing.pageSize(limit));
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query = query.until(Key.join(Key.bound(after.time()), after.id().toString()));
        }
        return Listing.page(
                database.stream(query).map(ErasureItems::erasure),
                each -> true,
                limit,
                last -> Cursor.of(last.requestedAt(), last.id(), last.id()));
    }

    @Override
    public List<Erasure> unfinished(int limit) {
        Listing.checked(limit, 1_000);
        List<Key> keys = database.list(ErasureItems.allUnfinished(), limit).stream()
                .map(ErasureItems::pointedTo)
                .toList();
        Map<Key, Item> found = database.getAll(keys);
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(found.get(key)).stream())
                .map(ErasureItems::erasure)
                .filter(erasure -> erasure.state() != Erasure.State.FINISHED)
                .toList();
    }

    @Override
    public void progress(UUID id, Erasure.State state, Map<String, Long> more, @Nullable Instant finishedAt) {
        Pauses pauses = new Pauses("noting how far an erasure is", MEETINGS);
        Optional<Erasure> known = find(id);
        while (known.isPresent() && !noted(known.get(), state, more, finishedAt)) {
            pauses.next();
            known = find(id);
        }
    }

    private Optional<Erasure> find(UUID id) {
        return database.get(ErasureItems.key(id)).map(ErasureItems::erasure);
    }

    /** @return false when another process noted something meanwhile */
    private boolean noted(Erasure known, Erasure.State state, Map<String, Long> more, @Nullable Instant finishedAt) {
        Erasure.State reached = state.compareTo(known.state()) < 0 ? known.state() : state;
        Map<String, Long> removed = new HashMap<>(known.removed());
        more.forEach((place, count) -> removed.merge(place, count, Long::sum));
        Expression change = Expression.of(
                "set {state} = ?, {removed} = ?", TenantAttributes.written(reached), ErasureItems.counts(removed));
        if (known.finishedAt() == null && finishedAt != null) {
            change = Expression.of(
                    "set {state} = ?, {removed} = ?, {finished_at} = ?",
                    TenantAttributes.written(reached),
                    ErasureItems.counts(removed),
                    finishedAt);
        }
        Expression still = Expression.of(
                "{state} = ? and {removed} = ?",
                TenantAttributes.written(known.state()),
                ErasureItems.counts(known.removed()));
        Write listed = reached == Erasure.State.FINISHED
                ? Write.delete(ErasureItems.unfinished(known))
                : Write.put(ErasureItems.unfinishedOf(known));
        return database.transact(List.of(
                        Write.update(ErasureItems.key(known.id()), change).when(still), listed))
                .isEmpty();
    }

    /** Of all organizations: the intake serves them all. */
    @Override
    public List<Erasure> inForce() {
        List<Key> keys = ErasureItems.allInForce().stream()
                .flatMap(database::stream)
                .flatMap(item -> ErasureItems.orders(item).stream())
                .map(ErasureItems::key)
                .toList();
        return database.getAll(keys).values().stream()
                .map(ErasureItems::erasure)
                .filter(erasure -> erasure.readmittedAt() == null)
                .toList();
    }

    @Override
    public boolean readmit(VehicleKey key, Instant at) {
        boolean any = false;
        for (Optional<Item> item = database.get(ErasureItems.inForce(key));
                item.isPresent();
                item = database.get(ErasureItems.inForce(key))) {
            List<UUID> orders = ErasureItems.orders(item.get());
            List<UUID> some = orders.subList(0, Math.min(orders.size(), AT_ONCE));
            // One that is kept meanwhile is read with the rest.
            Write closed = some.size() == orders.size()
                    ? Write.delete(item.get().key()).when(ErasureItems.still(orders))
                    : Write.update(
                                    item.get().key(),
                                    Expression.of("delete {" + ErasureItems.ORDERS + "} ?", ErasureItems.ids(some)))
                            .when(Expression.PRESENT);
            List<Write> writes = new ArrayList<>(List.of(closed, marks.moved(key)));
            some.forEach(
                    id -> writes.add(Write.update(ErasureItems.key(id), Expression.of("set {readmitted_at} = ?", at))));
            any |= database.transact(writes).isEmpty();
        }
        return any;
    }

    @Override
    public String mark() {
        return marks.read();
    }
}
