package io.fleetport.aws.dynamodb;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.ANSWER_LOST;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.BROKEN;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.HALF_DONE;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.LEFT_OUT;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.PASSED;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.core.SdkGlobalTime;

/** DynamoDB that is busy, broken, or does things by halves. A call is attempted twice. */
class DynamoFaultsTest {

    private static final String TRANSACTION = "TransactWriteItems";
    private static final int HOUR_SECONDS = 3_600;

    private static DynamoWire wire;
    private static Database database;
    private static DynamoStores stores;

    @BeforeAll
    static void open() {
        wire = new DynamoWire(DynamoLocal.running().endpoint());
        database = new Database(new DynamoSettings(DynamoLocal.access(wire.endpoint()), "faulty-", true, null));
        stores = new DynamoStores(database.settings(), new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        stores.close();
        database.close();
        wire.close();
    }

    @AfterEach
    void everythingHappened() {
        assertThat(wire.isSpent()).isTrue();
    }

    @Test
    void whatIsThrottledOrFailsOnceIsTriedAgain() {
        VehicleKey key = Sample.aVehicle();
        wire.next(TRANSACTION, THROTTLED, PASSED, BROKEN);
        wire.next("BatchGetItem", PASSED, THROTTLED);

        stores.ledger().commit(step(key, 0));
        stores.ledger().commit(step(key, 1));

        assertThat(version(key)).isEqualTo(2);
    }

    @Test
    void whoStaysBusyOrBrokenIsUnavailableAndWorksAgainByItself() {
        VehicleKey key = Sample.aVehicle();
        for (DynamoWire.Fate fate : List.of(THROTTLED, BROKEN)) {
            wire.next(TRANSACTION, fate, fate);
            assertThatThrownBy(() -> stores.ledger().commit(step(key, 0))).isInstanceOf(PortUnavailable.class);
            wire.next("Query", fate, fate);
            assertThatThrownBy(() -> stores.history().between(key, Instant.EPOCH, Instant.MAX, null, 1))
                    .isInstanceOf(PortUnavailable.class);
        }

        stores.ledger().commit(step(key, 0));

        assertThat(version(key)).isEqualTo(1);
    }

    @Test
    @ResourceLock("the offset of the SDK's clock, which all clients of the process begin with")
    void aClockThatIsAnHourWrongIsSetRightByTheFirstAnswer() {
        VehicleKey key = Sample.aVehicle();
        SdkGlobalTime.setGlobalTimeOffset(HOUR_SECONDS);
        try (DynamoStores late = new DynamoStores(database.settings(), new SimpleMeterRegistry())) {
            wire.lookAtTimes(true);
            late.ledger().commit(step(key, 0));
            late.ledger().commit(step(key, 1));
        } finally {
            wire.lookAtTimes(false);
            SdkGlobalTime.setGlobalTimeOffset(0);
        }
        assertThat(version(key)).isEqualTo(2);
        assertThat(wire.refusedForTheirTime()).isEqualTo(1);
    }

    @Test
    void aBatchWhoseCommitWasNeverAnsweredIsStoredOnceWhenItIsCommittedAgain() {
        VehicleKey key = Sample.aVehicle();
        Batch batch = step(key, 0);
        wire.next(TRANSACTION, ANSWER_LOST, BROKEN);
        assertThatThrownBy(() -> stores.ledger().commit(batch)).isInstanceOf(PortUnavailable.class);
        assertThat(version(key)).isEqualTo(1);

        stores.ledger().commit(batch);

        assertThat(version(key)).isEqualTo(1);
        assertThat(stores.history().between(key, Instant.EPOCH, Instant.MAX, null, 10))
                .hasSize(1);
    }

    @Test
    void aLargeBatchThatEndedHalfWayIsWholeWhenItIsCommittedAgain() {
        List<VehicleKey> keys = vehicles(60);
        BatchDraft draft = batch();
        keys.forEach(
                key -> draft.moves(key, 0, Sample.standing(key, "Car", NOW)).hears(key, Sample.reading(key, NOW, 1)));
        ArchiveBatch archive = Sample.archiveBatch(keys.toArray(VehicleKey[]::new));
        Batch batch = draft.archives(archive).done();
        wire.next(TRANSACTION, PASSED, BROKEN, BROKEN);
        assertThatThrownBy(() -> stores.ledger().commit(batch)).isInstanceOf(PortUnavailable.class);
        assertThat(stores.ledger().load(keys)).isNotEmpty().hasSizeLessThan(60);

        stores.ledger().commit(batch);

        assertThat(stores.ledger().load(keys)).hasSize(60).allSatisfy((key, standing) -> assertThat(standing.version())
                .isEqualTo(1));
        assertThat(keys)
                .allSatisfy(key -> assertThat(stores.history().between(key, Instant.EPOCH, Instant.MAX, null, 10))
                        .hasSize(1));
        ArchiveBatch given = stores.outbox().next(Integer.MAX_VALUE).orElseThrow();
        assertThat(given.messages()).hasSize(60);
        stores.outbox().done(given.id());
        assertThat(stores.outbox().next(1)).isEmpty();
    }

    @Test
    void whatABusyServerLeavesOutIsAskedForAgain() {
        List<VehicleKey> keys = vehicles(9);
        BatchDraft draft = batch();
        keys.forEach(key -> draft.moves(key, 0, Sample.standing(key, "Car", NOW)));
        stores.ledger().commit(draft.done());
        wire.next("BatchGetItem", LEFT_OUT, HALF_DONE, HALF_DONE, HALF_DONE);
        assertThat(stores.ledger().load(keys)).hasSize(9);

        List<Write> deletes =
                keys.stream().map(key -> Write.delete(StandingItems.key(key))).toList();
        wire.next("BatchWriteItem", LEFT_OUT, HALF_DONE, HALF_DONE, HALF_DONE);
        database.writeAll(deletes);
        assertThat(stores.ledger().load(keys)).isEmpty();

        wire.next("BatchWriteItem", LEFT_OUT, LEFT_OUT);
        assertThatThrownBy(() -> database.writeAll(deletes)).isInstanceOf(PortUnavailable.class);
    }

    private static List<VehicleKey> vehicles(int number) {
        OrganizationId organization = Sample.anOrganization();
        List<VehicleKey> keys = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            keys.add(Sample.aVehicleOf(organization));
        }
        return keys;
    }

    private static Batch step(VehicleKey key, long version) {
        return batch().moves(key, version, Sample.standing(key, "Car", NOW.plusSeconds(version)))
                .hears(key, Sample.reading(key, NOW.plusSeconds(version), 1))
                .done();
    }

    private static long version(VehicleKey key) {
        return stores.ledger().load(List.of(key)).get(key).version();
    }
}
