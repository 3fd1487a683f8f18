package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.Sample.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.History} must do. */
public interface HistoryContract extends StoreContract {

    Instant LONG_AGO = Instant.parse("2015-06-15T12:00:00Z");
    Instant LONG_AHEAD = Instant.parse("2099-12-31T23:59:59.999999Z");

    @Test
    default void readingsComeBackInEventOrderWhateverOrderTheyCameIn() {
        VehicleKey key = aVehicle();
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            readings.add(reading(key, NOW.plusSeconds(i / 4), (i % 4 - 2) * 1_000_000_007L));
        }
        List<Reading> shuffled = new ArrayList<>(readings);
        Collections.shuffle(shuffled, new Random(4711));
        stores().ledger().commit(heard(key, shuffled.subList(0, 9)).done());
        stores().ledger().commit(heard(key, shuffled.subList(9, 20)).done());

        assertThat(all(key)).isEqualTo(readings);
    }

    @Test
    default void theIntervalIncludesItsBeginningAndNotItsEnd() {
        VehicleKey key = aVehicle();
        Reading first = reading(key, NOW, 1);
        Reading second = reading(key, NOW.plusNanos(1_000), 2);
        stores().ledger().commit(heard(key, List.of(first, second)).done());

        assertThat(stores().history().between(key, NOW, NOW.plusNanos(1_000), null, 10))
                .containsExactly(first);
        assertThat(stores().history().between(key, NOW.plusNanos(1_000), LONG_AHEAD, null, 10))
                .containsExactly(second);
        assertThat(stores().history().between(key, NOW, NOW, null, 10)).isEmpty();
    }

    @Test
    default void readingOnAfterTheLastOneShowsEachReadingOnceEvenAtOneInstant() {
        VehicleKey key = aVehicle();
        List<Reading> readings = new ArrayList<>();
        readings.add(reading(key, NOW.minusSeconds(1), Long.MAX_VALUE));
        readings.add(reading(key, NOW, Long.MIN_VALUE));
        for (int i = 0; i < 5; i++) {
            readings.add(reading(key, NOW, i));
        }
        readings.add(reading(key, NOW.plusSeconds(1), Long.MIN_VALUE));
        stores().ledger().commit(heard(key, readings).done());

        for (int size : new int[] {1, 3, 8}) {
            List<Reading> paged = new ArrayList<>();
            Reading last = null;
            List<Reading> page;
            do {
                page = stores().history().between(key, LONG_AGO, LONG_AHEAD, last, size);
                paged.addAll(page);
                last = page.isEmpty() ? last : page.getLast();
            } while (!page.isEmpty());
            assertThat(paged).isEqualTo(readings);
        }
    }

    @Test
    default void readingsElevenYearsApartAreOneHistory() {
        VehicleKey key = aVehicle();
        List<Reading> readings = List.of(reading(key, LONG_AGO, 1), reading(key, NOW, 2), reading(key, LONG_AHEAD, 3));
        stores().ledger().commit(heard(key, readings).done());

        assertThat(stores().history().between(key, LONG_AGO, LONG_AHEAD.plusSeconds(1), null, 10))
                .isEqualTo(readings);
        assertThat(stores().history().between(key, LONG_AGO, LONG_AHEAD.plusSeconds(1), readings.getFirst(), 1))
                .containsExactly(readings.get(1));
    }

    @Test
    default void onlyTheVehiclesOwnReadingsAreShownAndOnlyToItsOrganization() {
        VehicleKey key = aVehicle();
        VehicleKey other = aVehicleOf(key.organization());
        Reading ours = reading(key, NOW, 1);
        stores().ledger()
                .commit(batch().hears(key, ours)
                        .hears(other, reading(other, NOW, 1))
                        .done());

        assertThat(all(key)).containsExactly(ours);
        assertThat(all(new VehicleKey(anOrganization(), key.vehicle()))).isEmpty();
        assertThat(all(aVehicleOf(key.organization()))).isEmpty();
    }

    @Test
    default void aWrongLimitIsRefused() {
        VehicleKey key = aVehicle();
        stores().ledger().commit(heard(key, List.of(reading(key, NOW, 1))).done());

        for (int limit : new int[] {-1, 0, 10_001}) {
            assertThatThrownBy(() -> stores().history().between(key, LONG_AGO, LONG_AHEAD, null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(stores().history().between(key, LONG_AGO, LONG_AHEAD, null, 10_000))
                .hasSize(1);
    }

    private static BatchDraft heard(VehicleKey key, List<Reading> readings) {
        BatchDraft draft = batch();
        readings.forEach(reading -> draft.hears(key, reading));
        return draft;
    }

    private List<Reading> all(VehicleKey key) {
        return stores().history().between(key, LONG_AGO, LONG_AHEAD, null, 1_000);
    }
}
