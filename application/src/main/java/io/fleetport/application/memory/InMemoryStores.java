package io.fleetport.application.memory;

import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.BusQueue;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.DeliveryQueue;
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
import io.fleetport.application.port.out.PrivacyStores;
import io.fleetport.application.port.out.Retention;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.port.out.VehicleClaims;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.application.port.out.Webhooks;

/** One set of stores held in memory and forgotten with the process. What {@link #ledger} commits, the others show. Safe to use from many threads. */
public final class InMemoryStores implements Stores {

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

    public InMemoryStores() {
        Shelves shelves = new Shelves();
        ledger = new InMemoryTelemetryLedger(shelves);
        vehicles = new InMemoryVehicles(shelves);
        trips = new InMemoryTrips(shelves);
        gaps = new InMemoryGaps(shelves);
        deadLetters = new InMemoryDeadLetters(shelves);
        history = new InMemoryHistory(shelves);
        outbox = new InMemoryOutbox(shelves);
        stations = new InMemoryStations(shelves);
        stationHistory = new InMemoryStationHistory(shelves);
        sessions = new InMemorySessions(shelves);
        swaps = new InMemorySwaps(shelves);
        packs = new InMemoryPacks(shelves);
        stationCommands = new InMemoryStationCommands(shelves);
        auditLog = new InMemoryAuditLog();
        idempotentAnswers = new InMemoryIdempotentAnswers();
        privacy = new PrivacyStores(
                new InMemoryDataKeys(shelves),
                new InMemoryVinVault(shelves),
                new InMemoryPrivacyRules(shelves),
                new InMemoryErasures(shelves),
                new InMemoryErasableStores(shelves));
        events = new InMemoryEventLog(shelves);
        webhooks = new InMemoryWebhooks(shelves);
        deliveryQueue = new InMemoryDeliveryQueue(shelves);
        deliveryLog = new InMemoryDeliveryLog(shelves);
        busQueue = new InMemoryBusQueue(shelves);
        usage = new InMemoryUsage();
        retention = new InMemoryRetention(shelves);
        documents = new InMemoryDocuments(shelves);
        organizations = new InMemoryOrganizations();
        fleets = new InMemoryFleets();
        members = new InMemoryMembers();
        customRoles = new InMemoryCustomRoles();
        apiKeys = new InMemoryApiKeys();
        vehicleClaims = new InMemoryVehicleClaims();
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
}
