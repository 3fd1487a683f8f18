package io.fleetport.aws.rds;

import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.Vehicles;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The stores in one PostgreSQL database. Opening brings the tables up to date. While the database is away every method
 * throws {@link io.fleetport.application.port.out.PortUnavailable} within the settings' patience, and works again by
 * itself once it is back. Safe to use from many threads.
 */
public final class PostgresStores implements Stores, AutoCloseable {

    private final Database database;
    private final TelemetryLedger ledger;
    private final Vehicles vehicles;
    private final Trips trips;
    private final Gaps gaps;
    private final DeadLetters deadLetters;
    private final History history;
    private final Outbox outbox;
    private final Stations stations;
    private final StationHistory stationHistory;
    private final Sessions sessions;
    private final Swaps swaps;
    private final Packs packs;
    private final StationCommands stationCommands;
    private final AuditLog auditLog;

    /**
     * @throws io.fleetport.application.port.out.PortUnavailable when the database cannot be reached
     * @throws io.fleetport.application.port.out.PortRefused when it does not let us in or holds other tables
     */
    public PostgresStores(PostgresSettings settings, MeterRegistry meters) {
        database = new Database(settings, meters);
        ledger = new PostgresTelemetryLedger(database, meters);
        vehicles = new PostgresVehicles(database);
        trips = new PostgresTrips(database);
        gaps = new PostgresGaps(database);
        deadLetters = new PostgresDeadLetters(database);
        history = new PostgresHistory(database);
        outbox = new PostgresOutbox(database);
        stations = new PostgresStations(database);
        stationHistory = new PostgresStationHistory(database);
        sessions = new PostgresSessions(database);
        swaps = new PostgresSwaps(database);
        packs = new PostgresPacks(database);
        stationCommands = new PostgresStationCommands(database);
        auditLog = new PostgresAuditLog(database);
    }

    @Override
    public TelemetryLedger ledger() {
        return ledger;
    }

    @Override
    public Vehicles vehicles() {
        return vehicles;
    }

    @Override
    public Trips trips() {
        return trips;
    }

    @Override
    public Gaps gaps() {
        return gaps;
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Stations stations() {
        return stations;
    }

    @Override
    public StationHistory stationHistory() {
        return stationHistory;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public Swaps swaps() {
        return swaps;
    }

    @Override
    public Packs packs() {
        return packs;
    }

    @Override
    public StationCommands stationCommands() {
        return stationCommands;
    }

    @Override
    public AuditLog auditLog() {
        return auditLog;
    }

    /** Whether the database answers now. For a readiness check; waits at most the settings' patience. */
    public boolean isAlive() {
        return database.isAlive();
    }

    /** Closes all connections. Commits underway end as unavailable. */
    @Override
    public void close() {
        database.close();
    }
}
