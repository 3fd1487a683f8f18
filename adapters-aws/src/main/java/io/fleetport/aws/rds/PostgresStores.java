package io.fleetport.aws.rds;

import io.fleetport.application.port.out.AssembledStores;
import io.fleetport.application.port.out.DeliveryRecords;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.PrivacyStores;
import io.fleetport.application.port.out.StoreParts;
import io.fleetport.application.port.out.TenantRecords;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The stores in one PostgreSQL database. Opening brings the tables up to date. While the database is away every method
 * throws {@link io.fleetport.application.port.out.PortUnavailable} within the settings' patience, and works again by
 * itself once it is back. Safe to use from many threads.
 */
public final class PostgresStores implements PortableStores, AssembledStores, AutoCloseable {

    private final StoreParts parts;
    private final Database database;
    private final TenantRecords tenantRecords;
    private final DeliveryRecords deliveryRecords;

    /**
     * @throws io.fleetport.application.port.out.PortUnavailable when the database cannot be reached
     * @throws io.fleetport.application.port.out.PortRefused when it does not let us in or holds other tables
     */
    public PostgresStores(PostgresSettings settings, MeterRegistry meters) {
        database = new Database(settings, meters);
        tenantRecords = new PostgresTenantRecords(database);
        deliveryRecords = new PostgresDeliveryRecords(database);
        parts = new StoreParts(
                new PostgresTelemetryLedger(database, meters),
                new PostgresVehicles(database),
                new PostgresTrips(database),
                new PostgresGaps(database),
                new PostgresDeadLetters(database),
                new PostgresHistory(database),
                new PostgresOutbox(database),
                new PostgresStations(database),
                new PostgresStationHistory(database),
                new PostgresSessions(database),
                new PostgresSwaps(database),
                new PostgresPacks(database),
                new PostgresStationCommands(database),
                new PostgresIdempotentAnswers(database),
                new PrivacyStores(
                        new PostgresDataKeys(database),
                        new PostgresVinVault(database),
                        new PostgresPrivacyRules(database),
                        new PostgresErasures(database),
                        new PostgresErasableStores(database)),
                new PostgresEventLog(database),
                new PostgresWebhooks(database),
                new PostgresDeliveryQueue(database),
                new PostgresDeliveryLog(database),
                new PostgresBusQueue(database),
                new PostgresDocuments(database),
                new PostgresOrganizations(database),
                new PostgresFleets(database),
                new PostgresMembers(database),
                new PostgresCustomRoles(database),
                new PostgresApiKeys(database),
                new PostgresVehicleClaims(database),
                new PostgresUsage(database),
                new PostgresAuditLog(database),
                new PostgresRetention(database));
    }

    @Override
    public StoreParts parts() {
        return parts;
    }

    @Override
    public TenantRecords tenantRecords() {
        return tenantRecords;
    }

    @Override
    public DeliveryRecords deliveryRecords() {
        return deliveryRecords;
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
