package io.fleetport.aws.dynamodb;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.DeadLettersContract;
import io.fleetport.application.contract.EventLogContract;
import io.fleetport.application.contract.GapsContract;
import io.fleetport.application.contract.HistoryContract;
import io.fleetport.application.contract.OutboxContract;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.contract.TelemetryLedgerContract;
import io.fleetport.application.contract.TripsContract;
import io.fleetport.application.contract.VehiclesContract;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.TripId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DynamoStoresTest {

    private static final Database DATABASE = DynamoTables.shared();
    private static final Stores STORES = VehicleStores.in(DATABASE);

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

    @Test
    void aMessageLargerThanAnItemIsGivenOutWhole() {
        Stores own = VehicleStores.in(DynamoTables.open("large-"));
        VehicleKey key = Sample.aVehicle();
        byte[] raw = new byte[1_000_000];
        Arrays.fill(raw, (byte) 7);
        ArchiveBatch large = new ArchiveBatch(
                UUID.randomUUID(),
                List.of(
                        new ArchivedMessage(key, "tesla", NOW, new byte[] {1}),
                        new ArchivedMessage(key, "tesla", NOW, raw),
                        new ArchivedMessage(key, "tesla", NOW, new byte[] {2})));
        own.ledger().commit(batch().archives(large).done());

        ArchiveBatch given = own.outbox().next(Integer.MAX_VALUE).orElseThrow();

        assertThat(given.messages()).usingRecursiveComparison().isEqualTo(large.messages());
        own.outbox().done(given.id());
        assertThat(own.outbox().next(Integer.MAX_VALUE)).isEmpty();
        own.ledger().commit(batch().archives(large).done());
        assertThat(own.outbox().next(Integer.MAX_VALUE)).isEmpty();
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
        try (Database expiring =
                new Database(new DynamoSettings(usual.access(), usual.prefix(), true, Duration.ofDays(30)))) {
            VehicleStores.in(expiring)
                    .ledger()
                    .commit(batch().hears(key, Sample.reading(key, NOW, 1)).done());

            assertThat(expiring.list(
                            Query.in(Table.TELEMETRY, SubjectItems.partition(key))
                                    .within(ReadingItems.PREFIX),
                            10))
                    .singleElement()
                    .satisfies(item -> assertThat(item.number(Item.EXPIRES))
                            .isEqualTo(NOW.plus(Duration.ofDays(30)).getEpochSecond()));
        }
    }

    @Test
    void oldReadingsGoSomeAtATimeAndTheRestStays() {
        VehicleKey one = Sample.aVehicle();
        VehicleKey two = Sample.aVehicleOf(one.organization());
        ReadingRetention retention = new ReadingRetention(DATABASE);
        for (VehicleKey key : List.of(one, two)) {
            STORES.ledger()
                    .commit(batch().moves(key, 0, Sample.standing(key, "Van", NOW))
                            .hears(key, Sample.reading(key, NOW.minusSeconds(2), 1))
                            .hears(key, Sample.reading(key, NOW.minusSeconds(1), 2))
                            .hears(key, Sample.reading(key, NOW, 3))
                            .done());
        }

        assertThat(retention.forget(one.organization(), NOW, 3)).isEqualTo(3);
        assertThat(retention.forget(one.organization(), NOW, 3)).isEqualTo(1);
        assertThat(retention.forget(one.organization(), NOW, 3)).isZero();
        for (VehicleKey key : List.of(one, two)) {
            assertThat(STORES.history().between(key, Instant.EPOCH, Instant.MAX, null, 10))
                    .hasSize(1);
        }
    }

    @Test
    void aVehicleIsErasedAndAnotherIsNot() {
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
        ErasedTelemetry erased = new ErasedTelemetry(DATABASE, (DynamoEventLog) STORES.events());
        ErasureScope scope = new ErasureScope(gone, null, null);

        assertThat(erased.begin(scope)).isEqualTo(1);
        assertThat(erased.finish(scope))
                .containsEntry("reading", 1L)
                .containsEntry("trip", 1L)
                .containsEntry("gap", 1L)
                .containsEntry("dead_letter", 0L);

        assertThat(DATABASE.list(Query.in(Table.TELEMETRY, SubjectItems.partition(gone)), 10))
                .isEmpty();
        assertThat(DATABASE.list(Query.in(Table.TELEMETRY, SubjectItems.partition(stays)), 10))
                .hasSizeGreaterThan(3);
        assertThat(erased.begin(scope)).isZero();
        assertThat(erased.finish(scope).values()).containsOnly(0L);
        assertThat(new DynamoOutbox(DATABASE, Clock.systemUTC())
                        .erase(erased.messages(scope))
                        .removed())
                .isZero();
    }
}
