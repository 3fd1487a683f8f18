package io.fleetport.aws.dynamodb;

import io.fleetport.application.contract.ApiKeysContract;
import io.fleetport.application.contract.AuditLogContract;
import io.fleetport.application.contract.BusQueueContract;
import io.fleetport.application.contract.CustomRolesContract;
import io.fleetport.application.contract.DeliveryLogContract;
import io.fleetport.application.contract.DeliveryQueueContract;
import io.fleetport.application.contract.DocumentsContract;
import io.fleetport.application.contract.FleetsContract;
import io.fleetport.application.contract.IdempotentAnswersContract;
import io.fleetport.application.contract.MembersContract;
import io.fleetport.application.contract.OrganizationsContract;
import io.fleetport.application.contract.PrivacyContract;
import io.fleetport.application.contract.UsageContract;
import io.fleetport.application.contract.VehicleClaimsContract;
import io.fleetport.application.contract.WebhooksContract;
import io.fleetport.application.port.out.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class DynamoTenantStoresTest {

    private static DynamoStores stores;

    /** In tables of its own: events that other tests commit are to be brought to nobody here. */
    @BeforeAll
    static void open() {
        stores = new DynamoStores(DynamoTables.settings("tenant-stores-"), new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    private static class Kept {
        public Stores stores() {
            return stores;
        }
    }

    @Nested
    class Organizations extends Kept implements OrganizationsContract {}

    @Nested
    class Members extends Kept implements MembersContract {}

    @Nested
    class CustomRoles extends Kept implements CustomRolesContract {}

    @Nested
    class ApiKeys extends Kept implements ApiKeysContract {}

    @Nested
    class Fleets extends Kept implements FleetsContract {}

    @Nested
    class VehicleClaims extends Kept implements VehicleClaimsContract {}

    @Nested
    class AuditLog extends Kept implements AuditLogContract {}

    @Nested
    class IdempotentAnswers extends Kept implements IdempotentAnswersContract {}

    @Nested
    class Usage extends Kept implements UsageContract {}

    @Nested
    class Webhooks extends Kept implements WebhooksContract {}

    @Nested
    class DeliveryLog extends Kept implements DeliveryLogContract {}

    @Nested
    class DeliveryQueue extends Kept implements DeliveryQueueContract {}

    @Nested
    class BusQueue extends Kept implements BusQueueContract {}

    @Nested
    class Documents extends Kept implements DocumentsContract {}

    @Nested
    class Privacy extends Kept implements PrivacyContract {}
}
