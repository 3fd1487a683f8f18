package io.fleetport.application.memory;

import io.fleetport.application.contract.ApiKeysContract;
import io.fleetport.application.contract.AuditLogContract;
import io.fleetport.application.contract.BusQueueContract;
import io.fleetport.application.contract.CustomRolesContract;
import io.fleetport.application.contract.DeadLettersContract;
import io.fleetport.application.contract.DeliveryLogContract;
import io.fleetport.application.contract.DeliveryQueueContract;
import io.fleetport.application.contract.DocumentsContract;
import io.fleetport.application.contract.ErasureContract;
import io.fleetport.application.contract.EventLogContract;
import io.fleetport.application.contract.FleetsContract;
import io.fleetport.application.contract.GapsContract;
import io.fleetport.application.contract.HistoryContract;
import io.fleetport.application.contract.IdempotentAnswersContract;
import io.fleetport.application.contract.MembersContract;
import io.fleetport.application.contract.OrganizationsContract;
import io.fleetport.application.contract.OutboxContract;
import io.fleetport.application.contract.PacksContract;
import io.fleetport.application.contract.PrivacyContract;
import io.fleetport.application.contract.ReplayContract;
import io.fleetport.application.contract.RetentionContract;
import io.fleetport.application.contract.SessionsContract;
import io.fleetport.application.contract.StationCommandsContract;
import io.fleetport.application.contract.StationHistoryContract;
import io.fleetport.application.contract.StationLedgerContract;
import io.fleetport.application.contract.StationsContract;
import io.fleetport.application.contract.SwapsContract;
import io.fleetport.application.contract.TelemetryLedgerContract;
import io.fleetport.application.contract.TripsContract;
import io.fleetport.application.contract.UsageContract;
import io.fleetport.application.contract.VehicleClaimsContract;
import io.fleetport.application.contract.VehiclesContract;
import io.fleetport.application.contract.WebhooksContract;
import io.fleetport.application.port.out.Stores;
import org.junit.jupiter.api.Nested;

class InMemoryStoresTest {

    private final Stores stores = new InMemoryStores();

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

    @Nested
    class StationLedger extends Held implements StationLedgerContract {}

    @Nested
    class Stations extends Held implements StationsContract {}

    @Nested
    class StationHistory extends Held implements StationHistoryContract {}

    @Nested
    class Sessions extends Held implements SessionsContract {}

    @Nested
    class Swaps extends Held implements SwapsContract {}

    @Nested
    class Packs extends Held implements PacksContract {}

    @Nested
    class IdempotentAnswers extends Held implements IdempotentAnswersContract {}

    @Nested
    class StationCommands extends Held implements StationCommandsContract {}

    @Nested
    class Privacy extends Held implements PrivacyContract {}

    @Nested
    class Erasure extends Held implements ErasureContract {}

    @Nested
    class EventLog extends Held implements EventLogContract {}

    @Nested
    class Webhooks extends Held implements WebhooksContract {}

    @Nested
    class DeliveryQueue extends Held implements DeliveryQueueContract {}

    @Nested
    class DeliveryLog extends Held implements DeliveryLogContract {}

    @Nested
    class BusQueue extends Held implements BusQueueContract {}

    @Nested
    class Documents extends Held implements DocumentsContract {}

    @Nested
    class Organizations extends Held implements OrganizationsContract {}

    @Nested
    class Fleets extends Held implements FleetsContract {}

    @Nested
    class Members extends Held implements MembersContract {}

    @Nested
    class CustomRoles extends Held implements CustomRolesContract {}

    @Nested
    class ApiKeys extends Held implements ApiKeysContract {}

    @Nested
    class VehicleClaims extends Held implements VehicleClaimsContract {}

    @Nested
    class Usage extends Held implements UsageContract {}

    @Nested
    class Retention extends Held implements RetentionContract {}

    @Nested
    class AuditLog extends Held implements AuditLogContract {}

    @Nested
    class Replay extends Held implements ReplayContract {}
}
