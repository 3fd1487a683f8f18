package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.telemetry.CommitTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Commits a batch in one transaction where it fits into one, else in several, one after the other: first what waits for the
 * archive, then the vehicles and stations, each whole. Whoever is told that a batch failed commits it again; those that are
 * there already are passed over.
 */
final class DynamoTelemetryLedger implements TelemetryLedger {

    private final Database database;
    private final StationItems stations;
    private final VehicleSteps steps;
    private final Positions positions;
    private final Clock clock;
    private final CommitTimes times;
    private final Counter split;

    DynamoTelemetryLedger(
            Database database,
            StationItems stations,
            EventQueues queues,
            Erased erased,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.stations = stations;
        this.positions = new Positions(clock);
        this.steps = new VehicleSteps(database, stations, queues, erased, positions);
        this.clock = clock;
        this.times = new CommitTimes(meters);
        this.split = Counter.builder("fleetport.store.split")
                .description("Commits whose batch did not fit into one transaction")
                .register(meters);
    }

    @Override
    public Map<VehicleKey, Standing> load(Collection<VehicleKey> keys) {
        TelemetryLedger.checkFew(keys);
        Map<VehicleKey, Standing> found = new HashMap<>();
        database.getAll(keys.stream().map(StandingItems::key).toList())
                .values()
                .forEach(item -> found.put(StandingItems.vehicle(item), StandingItems.standing(item)));
        return found;
    }

    @Override
    public Map<StationKey, StationChanges.Standing> loadStations(Collection<StationKey> keys) {
        TelemetryLedger.checkFew(keys);
        return keys.isEmpty() ? Map.of() : stations.load(keys);
    }

    @Override
    public List<VehicleKey> withTripUnderway() {
        return IntStream.range(0, TripPointers.SHARDS)
                .boxed()
                .flatMap(shard -> database.stream(Query.in(
                                Table.TELEMETRY,
                                TripPointers.underway(shard, "").pk())
                        .pages(1_000)))
                .map(TripPointers::vehicleUnderway)
                .distinct()
                .limit(MOST_UNDERWAY)
                .toList();
    }

    @Override
    public List<StationKey> withOpenEnds() {
        return stations.withOpenEnds();
    }

    @Override
    public void commit(Batch batch) {
        times.of(() -> {
            Pauses pauses = database.pauses("committing a batch");
            while (!isStored(batch)) {
                pauses.next();
            }
        });
    }

    /** Whether all of it is; not when something that had been read was changed before it could be written. */
    private boolean isStored(Batch batch) {
        List<Step> all = steps.of(batch);
        List<List<Write>> transactions = Transactions.of(outbox(batch), all);
        if (transactions.size() > 1) {
            split.increment();
        }
        for (List<Write> transaction : transactions) {
            List<Write> refused = database.transact(transaction);
            for (Write write : refused) {
                if (write.refusal() != null) {
                    throw write.refusal().get();
                }
            }
            if (!refused.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<List<Write>> outbox(Batch batch) {
        return batch.archive() == null
                        || database.get(OutboxItems.known(batch.archive().id())).isPresent()
                ? List.of()
                : OutboxItems.puts(batch.archive(), positions.next(), clock.instant());
    }
}
