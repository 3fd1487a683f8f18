package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.StateEncoding;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.VehicleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is erased of a vehicle's own items. Safe to use from many threads. */
final class ErasedTelemetry {

    private static final int AT_ONCE = 500;

    private final Database database;
    private final ReadingRetention readings;
    private final DynamoEventLog events;

    ErasedTelemetry(Database database, DynamoEventLog events) {
        this.database = database;
        this.readings = new ReadingRetention(database);
        this.events = events;
    }

    /**
     * Removes a whole vehicle's standing, or takes an interval out of it. From then on nobody who holds it in memory can commit
     * anything of it: each transaction that stores something of a vehicle checks its standing.
     *
     * @return standings removed or changed, 0 or 1
     */
    long begin(ErasureScope scope) {
        VehicleKey key = scope.key();
        if (scope.from() != null) {
            return cutOut(scope);
        }
        boolean gone = database.writeOnce(Write.delete(StandingItems.key(key)).when(Expression.PRESENT));
        database.write(StandingItems.disown(key));
        return gone ? 1 : 0;
    }

    /** Its trip detector starts over: nobody can tell what of its snapshot is from then. */
    private long cutOut(ErasureScope scope) {
        Pauses pauses = database.pauses("taking an interval out of a standing");
        while (true) {
            Item found = database.get(StandingItems.key(scope.key())).orElse(null);
            if (found == null) {
                return 0;
            }
            List<Observation> all =
                    StateEncoding.decode(found.bytes(StandingItems.STATE)).observations();
            List<Observation> kept = all.stream()
                    .filter(seen -> !scope.covers(seen.observedAt()))
                    .toList();
            if (kept.size() == all.size() && found.bytes(StandingItems.TRACK).length == 0) {
                return 0;
            }
            Instant newest = kept.stream()
                    .map(Observation::observedAt)
                    .max(Instant::compareTo)
                    .orElse(null);
            Item cut = found.copy()
                    .bytes(StandingItems.STATE, StateEncoding.encode(VehicleState.of(kept, newest)))
                    .bytes(StandingItems.TRACK, new byte[0])
                    .number(StandingItems.VERSION, found.number(StandingItems.VERSION) + 1);
            if (database.writeOnce(
                    Write.put(cut).when(Expression.of("{version} = ?", found.number(StandingItems.VERSION))))) {
                return 1;
            }
            pauses.next();
        }
    }

    /** As {@link io.fleetport.application.port.out.ErasableStores#messages}. */
    ErasureScope.Messages messages(ErasureScope scope) {
        Set<Instant> times = new HashSet<>();
        Instant from = scope.from();
        Instant until = scope.until();
        if (from != null && until != null) {
            database.stream(own(scope.key(), ReadingItems.PREFIX)
                            .between(ReadingItems.PREFIX, ReadingItems.earliestBegin(from), until))
                    .flatMap(item -> ReadingItems.readings(scope.key(), item).stream())
                    .filter(added -> scope.covers(added.reading().observedAt()))
                    .forEach(added -> times.add(added.receivedAt()));
        }
        return new ErasureScope.Messages(scope, times);
    }

    private static Query own(VehicleKey key, String prefix) {
        return Query.in(Table.TELEMETRY, SubjectItems.partition(key)).within(prefix);
    }

    /** Removes everything else. @return how many, by the names of kinds */
    Map<String, Long> finish(ErasureScope scope) {
        ErasureScope.Messages messages = messages(scope);
        VehicleKey key = scope.key();
        Map<String, Long> removed = new HashMap<>();
        removed.put(
                "dead_letter",
                inParts(database.stream(own(key, DeadLetterItems.PREFIX))
                        .filter(item -> messages.holdTime(item.instant("received")))
                        .map(item -> List.of(Write.delete(item.key())))));
        removed.put("gap", gaps(scope));
        removed.put(
                "trip",
                inParts(database.stream(own(key, TripItems.PREFIX))
                        .filter(item -> overlaps(TripItems.trip(item), scope))
                        .map(item -> TripPointers.erased(key, item))));
        removed.put("event", events(scope));
        Instant until = scope.until();
        removed.put(
                "reading",
                readings.remove(
                        key,
                        scope.from() == null ? Instant.EPOCH : scope.from(),
                        until == null ? Instant.MAX : until,
                        reading -> scope.covers(reading.reading().observedAt()),
                        Long.MAX_VALUE));
        return removed;
    }

    private static boolean overlaps(Trip trip, ErasureScope scope) {
        Instant end = trip instanceof Trip.Finished finished
                ? finished.endedAt()
                : trip.figures().lastMovingAt();
        return overlaps(trip.startedAt(), end, scope);
    }

    /** Whether any of the time is in the scope. */
    private static boolean overlaps(Instant begin, Instant end, ErasureScope scope) {
        return scope.from() == null
                || scope.until() == null
                || begin.isBefore(scope.until()) && !end.isBefore(scope.from());
    }

    private long gaps(ErasureScope scope) {
        Map<Key, List<Item>> byTrip = new HashMap<>();
        database.stream(own(scope.key(), GapItems.PREFIX)).forEach(item -> {
            Gap gap = GapItems.gap(item);
            if (overlaps(gap.from(), gap.until(), scope)) {
                byTrip.computeIfAbsent(GapItems.ofTrip(scope.key(), gap.trip()), trip -> new ArrayList<>())
                        .add(item);
            }
        });
        Map<Key, Item> lists = database.getAll(byTrip.keySet());
        List<List<Write>> groups = new ArrayList<>();
        long gone = 0;
        for (Map.Entry<Key, List<Item>> entry : byTrip.entrySet()) {
            Item list = lists.get(entry.getKey());
            if (list != null) {
                groups.add(GapItems.without(scope.key(), list, entry.getValue()));
                gone += entry.getValue().size();
            }
        }
        for (List<Write> transaction : Transactions.of(groups, List.of())) {
            if (!database.transact(transaction).isEmpty()) {
                throw new PortUnavailable(
                        "gaps are being told anew", new IllegalStateException("erasing may be repeated"));
            }
        }
        return gone;
    }

    private long events(ErasureScope scope) {
        List<Item> found = database.stream(Query.in(Table.TELEMETRY, Index.GSI2, EventItems.bySubject(scope.key())))
                .filter(item -> scope.covers(EventItems.event(item).occurredAt()))
                .toList();
        return events.forget(found);
    }

    private long inParts(Stream<List<Write>> removals) {
        long removed = 0;
        List<Write> part = new ArrayList<>();
        for (Iterator<List<Write>> rest = removals.iterator(); rest.hasNext(); removed++) {
            part.addAll(rest.next());
            if (part.size() >= AT_ONCE) {
                database.writeAll(part);
                part.clear();
            }
        }
        database.writeAll(part);
        return removed;
    }
}
