package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.archiveBatch;
import static io.fleetport.application.contract.StationSample.aStation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.ArchiveBatch;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Outbox} must do. Other tests may have left batches behind, fewer than 900. */
public interface OutboxContract extends StoreContract {

    @Test
    default void batchesArePendingOldestFirstUntilTheyAreDone() {
        List<ArchiveBatch> committed =
                List.of(archiveBatch(aVehicle()), archiveBatch(aVehicle(), aStation()), archiveBatch(aStation()));
        committed.forEach(
                archive -> stores().ledger().commit(batch().archives(archive).done()));
        assertThat(pending(committed)).usingRecursiveComparison().isEqualTo(committed);

        stores().outbox().done(committed.get(1).id());

        assertThat(pending(committed))
                .usingRecursiveComparison()
                .isEqualTo(List.of(committed.get(0), committed.get(2)));
        stores().outbox().done(committed.get(0).id());
        stores().outbox().done(committed.get(2).id());
        assertThat(pending(committed)).isEmpty();
    }

    @Test
    default void anUnknownBatchIsDoneAlready() {
        ArchiveBatch archive = archiveBatch(aVehicle());
        stores().ledger().commit(batch().archives(archive).done());

        stores().outbox().done(UUID.randomUUID());

        assertThat(pending(List.of(archive))).hasSize(1);
        stores().outbox().done(archive.id());
        stores().outbox().done(archive.id());
        assertThat(pending(List.of(archive))).isEmpty();
    }

    @Test
    default void noMoreAreGivenThanAskedFor() {
        ArchiveBatch first = archiveBatch(aVehicle());
        ArchiveBatch second = archiveBatch(aVehicle());
        stores().ledger().commit(batch().archives(first).done());
        stores().ledger().commit(batch().archives(second).done());

        assertThat(stores().outbox().pending(1)).hasSize(1);
        assertThat(stores().outbox().pending(2)).hasSize(2);
        for (int limit : new int[] {-1, 0, 1_001}) {
            assertThatThrownBy(() -> stores().outbox().pending(limit)).isInstanceOf(IllegalArgumentException.class);
        }
        stores().outbox().done(first.id());
        stores().outbox().done(second.id());
    }

    private List<ArchiveBatch> pending(List<ArchiveBatch> ours) {
        List<UUID> ids = ours.stream().map(ArchiveBatch::id).toList();
        return stores().outbox().pending(1_000).stream()
                .filter(batch -> ids.contains(batch.id()))
                .toList();
    }
}
