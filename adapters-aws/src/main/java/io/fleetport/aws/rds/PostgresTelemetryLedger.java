package io.fleetport.aws.rds;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Commits on one of two roads. The fast one takes for granted that nothing of the batch is stored yet and every vehicle
 * is where it was left. When that turns out wrong, nothing has happened, and the careful one looks at what is there:
 * the batch itself, committed before with an answer that got lost, or another writer.
 */
final class PostgresTelemetryLedger implements TelemetryLedger {

    private static final int MOST_KEYS = 10_000;
    private static final int MOST_UNDERWAY = 100_000;

    private final Database database;
    private final Partitions partitions = new Partitions();
    private final MeterRegistry meters;
    private final Counter careful;

    PostgresTelemetryLedger(Database database, MeterRegistry meters) {
        this.database = database;
        this.meters = meters;
        this.careful = Counter.builder("fleetport.store.careful")
                .description("Commits that found part of their batch, or another writer's work, already stored")
                .register(meters);
    }

    @Override
    public Map<VehicleKey, Standing> load(Collection<VehicleKey> keys) {
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("keys must be at most " + MOST_KEYS + " but are " + keys.size());
        }
        return keys.isEmpty()
                ? Map.of()
                : database.ask("loading standings", connection -> StandingRows.load(connection, keys));
    }

    @Override
    public List<VehicleKey> withTripUnderway() {
        return database.ask("looking for trips underway", connection -> new Query(
                        "select distinct organization, vehicle_id from trip where state = 'underway' limit ?",
                        MOST_UNDERWAY)
                .list(
                        connection,
                        row -> new VehicleKey(
                                new OrganizationId(row.getString("organization")),
                                new VehicleId(row.getObject("vehicle_id", UUID.class)))));
    }

    @Override
    public void commit(Batch batch) {
        Timer.Sample time = Timer.start(meters);
        String outcome = "failed";
        try {
            store(batch);
            outcome = "stored";
        } catch (SQLException e) {
            outcome = Failures.isTransient(e) ? "unavailable" : "refused";
            throw Failures.translated("committing a batch", e);
        } catch (StaleStanding e) {
            outcome = "stale";
            throw e;
        } catch (PortUnavailable e) {
            outcome = "unavailable";
            throw e;
        } catch (PortRefused e) {
            outcome = "refused";
            throw e;
        } finally {
            time.stop(meters.timer("fleetport.store.commit", "outcome", outcome));
        }
    }

    private void store(Batch batch) throws SQLException {
        makePartitions(batch);
        try {
            boolean stored = database.inTransaction(connection -> {
                if (!StandingRows.move(connection, batch.updates())) {
                    connection.rollback();
                    return false;
                }
                storeRest(connection, batch);
                ReadingRows.add(connection, batch.readings());
                return true;
            });
            if (stored) {
                return;
            }
        } catch (SQLException e) {
            if (Failures.CHECK_VIOLATION.equals(e.getSQLState())) { // a month was taken away behind our back
                partitions.forget();
                makePartitions(batch);
            } else if (!Failures.UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        }
        careful.increment();
        database.inTransaction(connection -> {
            StandingRows.moveUnlessMoved(connection, batch.updates());
            storeRest(connection, batch);
            ReadingRows.addMissing(connection, batch.readings());
            return true;
        });
    }

    /** What is stored the same way on both roads: doing it again changes nothing. */
    private static void storeRest(Connection connection, Batch batch) throws SQLException {
        TripRows.put(connection, batch.trips());
        GapRows.replace(connection, batch.gaps());
        DeadLetterRows.addMissing(connection, batch.deadLetters());
        if (batch.archive() != null) {
            OutboxRows.addMissing(connection, batch.archive());
        }
    }

    private void makePartitions(Batch batch) throws SQLException {
        Set<YearMonth> missing = partitions.missingFor(batch.readings());
        if (!missing.isEmpty()) {
            database.inTransaction(connection -> {
                partitions.make(connection, missing);
                return true;
            });
            partitions.remember(missing);
        }
    }
}
