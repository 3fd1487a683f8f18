package io.fleetport.aws.dynamodb;

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
import java.time.Clock;

/**
 * The stores in DynamoDB tables. Opening makes them or looks at them, as the settings say. While DynamoDB is away or busy every
 * method throws {@link io.fleetport.application.port.out.PortUnavailable} after the attempts of the settings, and works again by
 * itself. Safe to use from many threads.
 */
public final class DynamoStores implements PortableStores, AutoCloseable {

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
     * @throws io.fleetport.application.port.out.PortUnavailable when DynamoDB cannot be reached
     * @throws io.fleetport.application.port.out.PortRefused when it does not let us in, or a table is not as it has to be
     */
    public DynamoStores(DynamoSettings settings, MeterRegistry meters) {
        database = new Database(settings.counting(meters));
        Clock clock = Clock.systemUTC();
        StationItems stationItems = new StationLedger(database);
        OpenBuses buses = new OpenBuses(database);
        EventQueues queues = new DynamoEventQueues(database, buses);
        DynamoErasures erasures = new DynamoErasures(database);
        ledger = new DynamoTelemetryLedger(database, stationItems, queues, erasures, clock, meters);
        vehicles = new DynamoVehicles(database);
        trips = new DynamoTrips(database);
        gaps = new DynamoGaps(database);
        deadLetters = new DynamoDeadLetters(database);
        history = new DynamoHistory(database);
        DynamoOutbox waiting = new DynamoOutbox(database, clock);
        outbox = waiting;
        DynamoEventLog log = new DynamoEventLog(database, queues);
        events = log;
        stations = new DynamoStations(database);
        stationHistory = new DynamoStationHistory(database);
        sessions = new DynamoSessions(database);
        swaps = new DynamoSwaps(database);
        packs = new DynamoPacks(database);
        stationCommands = new DynamoStationCommands(database);
        idempotentAnswers = new DynamoIdempotentAnswers(database);
        DynamoDeliveryLog attempts = new DynamoDeliveryLog(database);
        deliveryLog = attempts;
        deliveryQueue = new DynamoDeliveryQueue(database);
        webhooks = new DynamoWebhooks(database, deliveryQueue, attempts);
        busQueue = new DynamoBusQueue(database, buses);
        documents = new DynamoDocuments(database, trips);
        organizations = new DynamoOrganizations(database);
        DynamoFleets ofFleets = new DynamoFleets(database);
        fleets = ofFleets;
        members = new DynamoMembers(database);
        customRoles = new DynamoCustomRoles(database);
        apiKeys = new DynamoApiKeys(database);
        DynamoVehicleClaims claims = new DynamoVehicleClaims(database);
        vehicleClaims = claims;
        retention = new DynamoRetention(database);
        usage = new DynamoUsage(database);
        auditLog = new DynamoAuditLog(database);
        tenantRecords = new DynamoTenantRecords(database, erasures);
        deliveryRecords = new DynamoDeliveryRecords(database);
        DynamoVinVault vins = new DynamoVinVault(database, erasures);
        DynamoPrivacyRules rules = new DynamoPrivacyRules(database);
        privacy = new PrivacyStores(
                new DynamoDataKeys(database),
                vins,
                rules,
                erasures,
                new DynamoErasableStores(
                        new ErasedTelemetry(database, log),
                        new ErasedAtStations(database),
                        waiting,
                        vins,
                        rules,
                        claims,
                        ofFleets));
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

    /**
     * Lets no more than so many writes through a second from now on, so that a copy leaves room for others.
     *
     * @param perSecond 1 to 1,000,000; each item of a transaction counts
     */
    public void limitWrites(int perSecond) {
        database.limitWrites(perSecond);
    }

    /** Whether DynamoDB answers now. For a readiness check; waits at most as long as the settings say for a call. */
    public boolean isAlive() {
        return database.isAlive();
    }

    /** Closes all connections. Commits underway end as unavailable. */
    @Override
    public void close() {
        database.close();
    }
}
