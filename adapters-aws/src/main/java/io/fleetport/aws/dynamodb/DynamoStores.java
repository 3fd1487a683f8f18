package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.AssembledStores;
import io.fleetport.application.port.out.DeliveryRecords;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.PrivacyStores;
import io.fleetport.application.port.out.StoreParts;
import io.fleetport.application.port.out.TenantRecords;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * The stores in DynamoDB tables. Opening makes them or looks at them, as the settings say. While DynamoDB is away or busy every
 * method throws {@link io.fleetport.application.port.out.PortUnavailable} after the attempts of the settings, and works again by
 * itself. Safe to use from many threads.
 */
public final class DynamoStores implements PortableStores, AssembledStores, AutoCloseable {

    private final StoreParts parts;
    private final Database database;
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
        DynamoOutbox outbox = new DynamoOutbox(database, clock);
        DynamoEventLog events = new DynamoEventLog(database, queues);
        DynamoTrips trips = new DynamoTrips(database);
        DynamoDeliveryQueue deliveryQueue = new DynamoDeliveryQueue(database);
        DynamoDeliveryLog deliveryLog = new DynamoDeliveryLog(database);
        DynamoFleets fleets = new DynamoFleets(database);
        DynamoVehicleClaims claims = new DynamoVehicleClaims(database);
        tenantRecords = new DynamoTenantRecords(database, erasures);
        deliveryRecords = new DynamoDeliveryRecords(database);
        DynamoVinVault vins = new DynamoVinVault(database, erasures);
        DynamoPrivacyRules rules = new DynamoPrivacyRules(database);
        parts = new StoreParts(
                new DynamoTelemetryLedger(database, stationItems, queues, erasures, clock, meters),
                new DynamoVehicles(database),
                trips,
                new DynamoGaps(database),
                new DynamoDeadLetters(database),
                new DynamoHistory(database),
                outbox,
                new DynamoStations(database),
                new DynamoStationHistory(database),
                new DynamoSessions(database),
                new DynamoSwaps(database),
                new DynamoPacks(database),
                new DynamoStationCommands(database),
                new DynamoIdempotentAnswers(database),
                new PrivacyStores(
                        new DynamoDataKeys(database),
                        vins,
                        rules,
                        erasures,
                        new DynamoErasableStores(
                                new ErasedTelemetry(database, events),
                                new ErasedAtStations(database),
                                outbox,
                                vins,
                                rules,
                                claims,
                                fleets)),
                events,
                new DynamoWebhooks(database, deliveryQueue, deliveryLog),
                deliveryQueue,
                deliveryLog,
                new DynamoBusQueue(database, buses),
                new DynamoDocuments(database, trips),
                new DynamoOrganizations(database),
                fleets,
                new DynamoMembers(database),
                new DynamoCustomRoles(database),
                new DynamoApiKeys(database),
                claims,
                new DynamoUsage(database, clock),
                new DynamoAuditLog(database),
                new DynamoRetention(database));
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
