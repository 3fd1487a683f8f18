package io.fleetport.application.memory;

import io.fleetport.application.contract.DeadLettersContract;
import io.fleetport.application.contract.GapsContract;
import io.fleetport.application.contract.HistoryContract;
import io.fleetport.application.contract.OutboxContract;
import io.fleetport.application.contract.Stores;
import io.fleetport.application.contract.TelemetryLedgerContract;
import io.fleetport.application.contract.TripsContract;
import io.fleetport.application.contract.VehiclesContract;
import org.junit.jupiter.api.Nested;

class InMemoryStoresTest {

    private final Stores stores = stores(new InMemoryStores());

    private static Stores stores(InMemoryStores memory) {
        return new Stores(
                memory.ledger(),
                memory.vehicles(),
                memory.trips(),
                memory.gaps(),
                memory.deadLetters(),
                memory.history(),
                memory.outbox());
    }

    private class Held {
        public Stores stores() {
            return stores;
        }
    }

    @Nested
    class Ledger extends Held implements TelemetryLedgerContract {}

    @Nested
    class Vehicles extends Held implements VehiclesContract {}

    @Nested
    class Trips extends Held implements TripsContract {}

    @Nested
    class Gaps extends Held implements GapsContract {}

    @Nested
    class DeadLetters extends Held implements DeadLettersContract {}

    @Nested
    class History extends Held implements HistoryContract {}

    @Nested
    class Outbox extends Held implements OutboxContract {}
}
