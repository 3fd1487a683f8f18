package io.fleetport.aws.rds;

import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.Vehicles;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The stores in one PostgreSQL database. Opening brings the tables up to date. While the database is away every method
 * throws {@link io.fleetport.application.port.out.PortUnavailable} within the settings' patience, and works again by
 * itself once it is back. Safe to use from many threads.
 */
public final class PostgresStores implements AutoCloseable {

    private final Database database;
    private final TelemetryLedger ledger;
    private final Vehicles vehicles;
    private final Trips trips;
    private final Gaps gaps;
    private final DeadLetters deadLetters;
    private final History history;
    private final Outbox outbox;

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
    }

    public TelemetryLedger ledger() {
        return ledger;
    }

    public Vehicles vehicles() {
        return vehicles;
    }

    public Trips trips() {
        return trips;
    }

    public Gaps gaps() {
        return gaps;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public History history() {
        return history;
    }

    public Outbox outbox() {
        return outbox;
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
