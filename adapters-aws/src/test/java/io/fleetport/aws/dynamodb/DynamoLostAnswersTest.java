package io.fleetport.aws.dynamodb;

import static io.fleetport.aws.dynamodb.DynamoWire.Fate.ANSWER_LOST;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.HALF_DONE;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.PASSED;

import io.fleetport.application.contract.ApiKeysContract;
import io.fleetport.application.contract.CustomRolesContract;
import io.fleetport.application.contract.DeliveryLogContract;
import io.fleetport.application.contract.DocumentsContract;
import io.fleetport.application.contract.ErasureContract;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What the contracts ask, of a DynamoDB that does what it is told to and then loses its answer, and does batches by halves. */
class DynamoLostAnswersTest {

    private static DynamoWire wire;
    private static DynamoStores stores;
    private static final AtomicInteger writes = new AtomicInteger();
    private static final AtomicInteger transactions = new AtomicInteger();

    @BeforeAll
    static void open() {
        wire = new DynamoWire(DynamoLocal.running().endpoint());
        stores = new DynamoStores(
                new DynamoSettings(DynamoLocal.access(wire.endpoint()), "lost-answers-", true, null),
                new SimpleMeterRegistry());
        wire.firstAttempts(DynamoLostAnswersTest::fate);
    }

    @AfterAll
    static void close() {
        stores.close();
        wire.close();
    }

    /** Every attempt more takes some tenths of a second; transactions are known again by DynamoDB itself. */
    private static DynamoWire.Fate fate(String operation) {
        return switch (operation) {
            case "PutItem", "UpdateItem", "DeleteItem" -> writes.incrementAndGet() % 2 == 0 ? ANSWER_LOST : PASSED;
            case "TransactWriteItems" -> transactions.incrementAndGet() % 4 == 0 ? ANSWER_LOST : PASSED;
            case "BatchGetItem", "BatchWriteItem" -> HALF_DONE;
            default -> PASSED;
        };
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
    class IdempotentAnswers extends Kept implements IdempotentAnswersContract {}

    @Nested
    class Usage extends Kept implements UsageContract {}

    @Nested
    class Webhooks extends Kept implements WebhooksContract {}

    @Nested
    class DeliveryLog extends Kept implements DeliveryLogContract {}

    @Nested
    class Erasure extends Kept implements ErasureContract {}

    @Nested
    class Documents extends Kept implements DocumentsContract {}

    @Nested
    class Privacy extends Kept implements PrivacyContract {}
}
