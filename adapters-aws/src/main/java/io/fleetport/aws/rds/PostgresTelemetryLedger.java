package io.fleetport.aws.rds;

import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.telemetry.CommitTimes;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
 * and station is where it was left. When that turns out wrong, nothing has happened, and the careful one looks at what is there:
 * the batch itself, committed before with an answer that got lost, or another writer.
 */
final class PostgresTelemetryLedger implements TelemetryLedger {

    private final Database database;
    private final Partitions readings = new Partitions("reading");
    private final Partitions reports = new Partitions("station_report");
    private final CommitTimes times;
    private final Counter careful;

    PostgresTelemetryLedger(Database database, MeterRegistry meters) {
        this.database = database;
        this.times = new CommitTimes(meters);
        this.careful = Counter.builder("fleetport.store.careful")
                .description("Commits that found part of their batch, or another writer's work, already stored")
                .register(meters);
    }

    @Override
    public Map<VehicleKey, Standing> load(Collection<VehicleKey> keys) {
        TelemetryLedger.checkFew(keys);
        // A batch of the intake holds vehicles of many organizations; so do the three below.
        return keys.isEmpty()
                ? Map.of()
                : database.askAcross("loading standings", connection -> StandingRows.load(connection, keys));
    }

    @Override
    public Map<StationKey, StationChanges.Standing> loadStations(Collection<StationKey> keys) {
        TelemetryLedger.checkFew(keys);
        return keys.isEmpty()
                ? Map.of()
                : database.askAcross(
                        "loading standings of stations", connection -> StoredStation.load(connection, keys));
    }

    @Override
    public List<VehicleKey> withTripUnderway() {
        return database.askAcross("looking for trips underway", connection -> new Query(
                        "select distinct organization, vehicle_id from trip where state = 'underway' limit ?",
                        MOST_UNDERWAY)
                .list(
                        connection,
                        row -> new VehicleKey(
                                new OrganizationId(row.getString("organization")),
                                new VehicleId(row.getObject("vehicle_id", UUID.class)))));
    }

    @Override
    public List<StationKey> withOpenEnds() {
        return database.askAcross("looking for swaps and sessions underway", connection -> new Query(
                        "select organization, station_id from charging_session where state = 'underway' union"
                                + " select organization, station_id from swap where state = 'underway' limit ?",
                        MOST_UNDERWAY)
                .list(
                        connection,
                        row -> new StationKey(
                                new OrganizationId(row.getString("organization")),
                                new StationId(row.getString("station_id")))));
    }

    @Override
    public void commit(Batch batch) {
        times.of(() -> {
            try {
                store(batch);
            } catch (SQLException e) {
                throw Failures.translated("committing a batch", e);
            }
        });
    }

    private void store(Batch batch) throws SQLException {
        makePartitions(batch);
        try {
            boolean stored = database.inTransaction(connection -> {
                if (!StandingRows.move(connection, batch.updates())
                        || !StationRows.move(connection, batch.stations().updates())) {
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
                readings.forget();
                reports.forget();
                makePartitions(batch);
            } else if (!Failures.UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        }
        careful.increment();
        database.inTransaction(connection -> {
            StandingRows.moveUnlessMoved(connection, batch.updates());
            StationRows.moveUnlessMoved(connection, batch.stations().updates());
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
        storeRest(connection, batch.stations());
        if (batch.archive() != null) {
            OutboxRows.addMissing(connection, batch.archive());
        }
        EventRows.addMissing(connection, batch.events());
    }

    private static void storeRest(Connection connection, StationChanges changes) throws SQLException {
        SessionRows.put(connection, changes.sessions());
        SwapRows.put(connection, changes.swaps());
        PackMoveRows.addMissing(connection, changes.moves());
        PackRows.put(connection, changes.packs());
        StationGapRows.put(connection, changes.gaps());
        CommandRows.answer(connection, changes.answers());
        ReportRows.addMissing(connection, changes.reports());
    }

    private void makePartitions(Batch batch) throws SQLException {
        make(readings, readings.missingFor(batch.readings(), added -> added.reading()
                .observedAt()));
        make(reports, reports.missingFor(batch.stations().reports(), added -> added.report()
                .observedAt()));
    }

    private void make(Partitions partitions, Set<YearMonth> missing) throws SQLException {
        if (!missing.isEmpty()) {
            database.inTransaction(connection -> {
                partitions.make(connection, missing);
                return true;
            });
            partitions.remember(missing);
        }
    }
}
