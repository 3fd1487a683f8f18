package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.archiveBatch;
import static io.fleetport.application.contract.StationSample.aStation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Outbox} must do. Other tests may have left messages behind. */
public interface OutboxContract extends StoreContract {

    /** Far more than a test commits. */
    int PLENTY = 1 << 20;

    @BeforeEach
    default void nothingWaits() {
        takeAllThatWaits();
    }

    @Test
    default void commitsAreGivenAsOneBatchOldestFirst() {
        List<ArchiveBatch> committed = List.of(commit(2), commit(1), commit(3));

        ArchiveBatch given = stores().outbox().next(PLENTY).orElseThrow();

        assertThat(given.messages()).usingRecursiveComparison().isEqualTo(messagesOf(committed));
        stores().outbox().done(given.id());
        assertThat(stores().outbox().next(PLENTY)).isEmpty();
    }

    @Test
    default void aBatchOfManyCommitsIsWhole() {
        List<ArchiveBatch> committed =
                Stream.generate(() -> commit(1)).limit(40).toList();

        ArchiveBatch given = stores().outbox().next(PLENTY).orElseThrow();

        assertThat(given.messages()).usingRecursiveComparison().isEqualTo(messagesOf(committed));
        stores().outbox().done(given.id());
    }

    @Test
    default void aBatchStaysTheSameUntilItIsDoneWhateverIsCommittedAfterIt() {
        List<ArchiveBatch> first = List.of(commit(1), commit(1));
        ArchiveBatch given = stores().outbox().next(PLENTY).orElseThrow();
        List<ArchiveBatch> later = List.of(commit(2));

        ArchiveBatch again = stores().outbox().next(1).orElseThrow();

        assertThat(again).usingRecursiveComparison().isEqualTo(given);
        assertThat(again.messages()).usingRecursiveComparison().isEqualTo(messagesOf(first));
        stores().outbox().done(given.id());
        ArchiveBatch next = stores().outbox().next(PLENTY).orElseThrow();
        assertThat(next.id()).isNotEqualTo(given.id());
        assertThat(next.messages()).usingRecursiveComparison().isEqualTo(messagesOf(later));
    }

    @Test
    default void whatWasNotGivenOutIsNotDone() {
        ArchiveBatch waiting = commit(1);

        stores().outbox().done(waiting.id());
        stores().outbox().done(UUID.randomUUID());

        assertThat(takeAllThatWaits()).usingRecursiveComparison().isEqualTo(waiting.messages());
    }

    @Test
    default void aBatchEndsBeforeItGetsTooLargeButHoldsOneCommitAtLeast() {
        List<ArchiveBatch> committed = List.of(commit(3), commit(3));

        ArchiveBatch given = stores().outbox().next(1).orElseThrow();

        assertThat(given.messages())
                .usingRecursiveComparison()
                .isEqualTo(committed.getFirst().messages());
        stores().outbox().done(given.id());
        assertThat(takeAllThatWaits())
                .usingRecursiveComparison()
                .isEqualTo(committed.getLast().messages());
        for (int bytes : new int[] {-1, 0}) {
            assertThatThrownBy(() -> stores().outbox().next(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private ArchiveBatch commit(int messages) {
        ArchiveBatch archive = archiveBatch(
                Stream.<Subject>iterate(aVehicle(), last -> last instanceof VehicleKey ? aStation() : aVehicle())
                        .limit(messages)
                        .toArray(Subject[]::new));
        stores().ledger().commit(batch().archives(archive).done());
        return archive;
    }

    private static List<ArchivedMessage> messagesOf(List<ArchiveBatch> batches) {
        return batches.stream().flatMap(batch -> batch.messages().stream()).toList();
    }
}
