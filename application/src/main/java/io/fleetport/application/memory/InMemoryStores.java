package io.fleetport.application.memory;

import io.fleetport.application.port.out.AssembledStores;
import io.fleetport.application.port.out.PrivacyStores;
import io.fleetport.application.port.out.StoreParts;

/** One set of stores held in memory and forgotten with the process. What {@link #ledger} commits, the others show. Safe to use from many threads. */
public final class InMemoryStores implements AssembledStores {

    private final StoreParts parts;

    public InMemoryStores() {
        Shelves shelves = new Shelves();
        parts = new StoreParts(
                new InMemoryTelemetryLedger(shelves),
                new InMemoryVehicles(shelves),
                new InMemoryTrips(shelves),
                new InMemoryGaps(shelves),
                new InMemoryDeadLetters(shelves),
                new InMemoryHistory(shelves),
                new InMemoryOutbox(shelves),
                new InMemoryStations(shelves),
                new InMemoryStationHistory(shelves),
                new InMemorySessions(shelves),
                new InMemorySwaps(shelves),
                new InMemoryPacks(shelves),
                new InMemoryStationCommands(shelves),
                new InMemoryIdempotentAnswers(),
                new PrivacyStores(
                        new InMemoryDataKeys(shelves),
                        new InMemoryVinVault(shelves),
                        new InMemoryPrivacyRules(shelves),
                        new InMemoryErasures(shelves),
                        new InMemoryErasableStores(shelves)),
                new InMemoryEventLog(shelves),
                new InMemoryWebhooks(shelves),
                new InMemoryDeliveryQueue(shelves),
                new InMemoryDeliveryLog(shelves),
                new InMemoryBusQueue(shelves),
                new InMemoryDocuments(shelves),
                new InMemoryOrganizations(),
                new InMemoryFleets(),
                new InMemoryMembers(),
                new InMemoryCustomRoles(),
                new InMemoryApiKeys(),
                new InMemoryVehicleClaims(),
                new InMemoryUsage(),
                new InMemoryAuditLog(),
                new InMemoryRetention(shelves));
    }

    @Override
    public StoreParts parts() {
        return parts;
    }
}
