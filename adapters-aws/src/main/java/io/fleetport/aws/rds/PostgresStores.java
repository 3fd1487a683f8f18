package io.fleetport.aws.rds;

import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.BusQueue;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.DeliveryQueue;
import io.fleetport.application.port.out.DeliveryRecords;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.EventLog;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.application.port.out.Members;
import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.PrivacyStores;
import io.fleetport.application.port.out.Retention;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.TenantRecords;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.port.out.VehicleClaims;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.application.port.out.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The stores in one PostgreSQL database. Opening brings the tables up to date. While the database is away every method
 * throws {@link io.fleetport.application.port.out.PortUnavailable} within the settings' patience, and works again by
 * itself once it is back. Safe to use from many threads.
 */
public final class PostgresStores implements PortableStores, AutoCloseable {

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
    private final IdempotentAnswers idempotentAnswers;
    private final PrivacyStores privacy;
    private final EventLog events;
    private final Webhooks webhooks;
    private final DeliveryQueue deliveryQueue;
    private final DeliveryLog deliveryLog;
    private final BusQueue busQueue;
    private final Documents documents;
    private final Organizations organizations;
    private final Fleets fleets;
    private final Members members;
    private final CustomRoles customRoles;
    private final ApiKeys apiKeys;
    private final VehicleClaims vehicleClaims;
    private final Retention retention;
    private final Usage usage;
    private final AuditLog auditLog;
    private final TenantRecords tenantRecords;
    private final DeliveryRecords deliveryRecords;

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
        idempotentAnswers = new PostgresIdempotentAnswers(database);
        privacy = new PrivacyStores(
                new PostgresDataKeys(database),
                new PostgresVinVault(database),
                new PostgresPrivacyRules(database),
                new PostgresErasures(database),
                new PostgresErasableStores(database));
        events = new PostgresEventLog(database);
        webhooks = new PostgresWebhooks(database);
        deliveryQueue = new PostgresDeliveryQueue(database);
        deliveryLog = new PostgresDeliveryLog(database);
        busQueue = new PostgresBusQueue(database);
        usage = new PostgresUsage(database);
        retention = new PostgresRetention(database);
        documents = new PostgresDocuments(database);
        organizations = new PostgresOrganizations(database);
        fleets = new PostgresFleets(database);
        members = new PostgresMembers(database);
        customRoles = new PostgresCustomRoles(database);
        apiKeys = new PostgresApiKeys(database);
        vehicleClaims = new PostgresVehicleClaims(database);
        auditLog = new PostgresAuditLog(database);
        tenantRecords = new PostgresTenantRecords(database);
        deliveryRecords = new PostgresDeliveryRecords(database);
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
    public IdempotentAnswers idempotentAnswers() {
        return idempotentAnswers;
    }

    @Override
    public PrivacyStores privacy() {
        return privacy;
    }

    @Override
    public EventLog events() {
        return events;
    }

    @Override
    public Webhooks webhooks() {
        return webhooks;
    }

    @Override
    public DeliveryQueue deliveryQueue() {
        return deliveryQueue;
    }

    @Override
    public DeliveryLog deliveryLog() {
        return deliveryLog;
    }

    @Override
    public BusQueue busQueue() {
        return busQueue;
    }

    @Override
    public Documents documents() {
        return documents;
    }

    @Override
    public Organizations organizations() {
        return organizations;
    }

    @Override
    public Fleets fleets() {
        return fleets;
    }

    @Override
    public Members members() {
        return members;
    }

    @Override
    public CustomRoles customRoles() {
        return customRoles;
    }

    @Override
    public ApiKeys apiKeys() {
        return apiKeys;
    }

    @Override
    public VehicleClaims vehicleClaims() {
        return vehicleClaims;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public Retention retention() {
        return retention;
    }

    @Override
    public AuditLog auditLog() {
        return auditLog;
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
