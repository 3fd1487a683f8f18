package io.fleetport.aws.dynamodb;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.DeadLettersContract;
import io.fleetport.application.contract.ErasureContract;
import io.fleetport.application.contract.EventLogContract;
import io.fleetport.application.contract.GapsContract;
import io.fleetport.application.contract.HistoryContract;
import io.fleetport.application.contract.OutboxContract;
import io.fleetport.application.contract.ReplayContract;
import io.fleetport.application.contract.RetentionContract;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.contract.TelemetryLedgerContract;
import io.fleetport.application.contract.TripsContract;
import io.fleetport.application.contract.VehiclesContract;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.ErasableStores;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.TripId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DynamoStoresTest {

    private static final Database DATABASE = DynamoTables.shared();
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final DynamoStores STORES =
            new DynamoStores(DynamoTables.settings(DynamoSettings.USUAL_PREFIX), METERS);

    @AfterAll
    static void close() {
        STORES.close();
    }

    private static class Kept {
        public Stores stores() {
            return STORES;
        }
    }

    @Nested
    class Ledger extends Kept implements TelemetryLedgerContract {}

    @Nested
    class Vehicles extends Kept implements VehiclesContract {}

    @Nested
    class Trips extends Kept implements TripsContract {}

    @Nested
    class Gaps extends Kept implements GapsContract {}

    @Nested
    class DeadLetters extends Kept implements DeadLettersContract {}

    @Nested
    class History extends Kept implements HistoryContract {}

    @Nested
    class Outbox extends Kept implements OutboxContract {}

    @Nested
    class EventLog extends Kept implements EventLogContract {}

    @Nested
    class Retention extends Kept implements RetentionContract {}

    @Nested
    class Replay extends Kept implements ReplayContract {}

    @Nested
    class Erasure extends Kept implements ErasureContract {}

    @Test
    void aMessageLargerThanAnItemIsGivenOutWhole() {
        new Outbox().takeAllThatWaits();
        VehicleKey key = Sample.aVehicle();
        byte[] raw = new byte[1_000_000];
        Arrays.fill(raw, (byte) 7);
        ArchiveBatch large = new ArchiveBatch(
                UUID.randomUUID(),
                List.of(
                        new ArchivedMessage(key, "tesla", NOW, new byte[] {1}),
                        new ArchivedMessage(key, "tesla", NOW, raw),
                        new ArchivedMessage(key, "tesla", NOW, new byte[] {2})));
        STORES.ledger().commit(batch().archives(large).done());

        ArchiveBatch given = STORES.outbox().next(Integer.MAX_VALUE).orElseThrow();

        assertThat(given.messages()).hasSize(3);
        assertThat(given.messages().get(1).raw()).isEqualTo(raw);
        assertThat(given.messages().getLast().raw()).containsExactly(2);
        STORES.outbox().done(given.id());
        STORES.ledger().commit(batch().archives(large).done());
        assertThat(STORES.outbox().next(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void aVehicleWithMoreThanATransactionHoldsIsStoredWholeAndItsStandingLast() {
        VehicleKey key = Sample.aVehicle();
        var draft = batch().moves(key, 0, Sample.standing(key, "Much", NOW));
        for (int i = 0; i < 60; i++) {
            draft.tells(key, Sample.underway(key, new TripId(UUID.randomUUID()), NOW.plusSeconds(i)));
        }

        STORES.ledger().commit(draft.done());

        assertThat(STORES.trips().around(key, NOW, 100)).hasSize(60);
        assertThat(STORES.ledger().load(List.of(key))).containsOnlyKeys(key);
    }

    @Test
    void historyHasATimeToLiveWhereItIsToGoByItself() {
        DynamoSettings usual = DynamoTables.settings("expiring-");
        VehicleKey key = Sample.aVehicle();
        DynamoSettings expiring = new DynamoSettings(usual.access(), usual.prefix(), true, Duration.ofDays(30));
        try (DynamoStores own = new DynamoStores(expiring, METERS);
                Database database = new Database(expiring)) {
            own.ledger().commit(batch().hears(key, Sample.reading(key, NOW, 1)).done());

            assertThat(database.list(
                            Query.in(Table.TELEMETRY, SubjectItems.partition(key))
                                    .within(ReadingItems.PREFIX),
                            10))
                    .singleElement()
                    .satisfies(item -> assertThat(item.number(Item.EXPIRES))
                            .isEqualTo(NOW.plus(Duration.ofDays(30)).getEpochSecond()));
        }
    }

    @Test
    void ofAnErasedVehicleNoItemIsLeft() {
        VehicleKey gone = Sample.aVehicle();
        VehicleKey stays = Sample.aVehicleOf(gone.organization());
        for (VehicleKey key : List.of(gone, stays)) {
            TripId trip = Sample.aTripId();
            STORES.ledger()
                    .commit(batch().moves(key, 0, Sample.standing(key, "One", NOW))
                            .hears(key, Sample.reading(key, NOW, 1))
                            .tells(key, Sample.finished(key, trip, NOW))
                            .misses(key, trip, Sample.gap(key, trip, NOW))
                            .done());
        }
        ErasableStores erasable = STORES.privacy().erasable();
        ErasureScope scope = new ErasureScope(gone, null, null);

        erasable.begin(scope);
        erasable.finish(scope);

        assertThat(DATABASE.list(Query.in(Table.TELEMETRY, SubjectItems.partition(gone)), 10))
                .isEmpty();
        assertThat(DATABASE.list(Query.in(Table.TELEMETRY, SubjectItems.partition(stays)), 10))
                .hasSizeGreaterThan(3);
    }
}
