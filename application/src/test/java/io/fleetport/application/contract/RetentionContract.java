package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link io.fleetport.application.port.out.Retention} does. */
public interface RetentionContract extends StoreContract {

    @Test
    default void whatIsOlderGoesAndTheRestStays() {
        VehicleKey key = aVehicle();
        Reading old = reading(key, NOW.minusSeconds(86_400), 1);
        Reading edge = reading(key, NOW, 2);
        Reading fresh = reading(key, NOW.plusSeconds(1), 3);
        stores().ledger().commit(heard(key, List.of(old, edge, fresh)).done());

        assertThat(stores().retention().forget(key.organization(), NOW, 100)).isEqualTo(1);
        assertThat(of(key)).containsExactly(edge, fresh);
        assertThat(stores().retention().forget(key.organization(), NOW, 100)).isZero();
        assertThat(stores().vehicles().find(key.organization(), key.vehicle())).isPresent();
    }

    @Test
    default void anotherOrganizationsHistoryIsItsOwn() {
        VehicleKey ours = aVehicle();
        VehicleKey theirs = aVehicle();
        stores().ledger().commit(heard(ours, List.of(reading(ours, NOW, 1))).done());
        stores().ledger().commit(heard(theirs, List.of(reading(theirs, NOW, 1))).done());

        assertThat(stores().retention().forget(ours.organization(), NOW.plusSeconds(1), 100))
                .isEqualTo(1);
        assertThat(of(ours)).isEmpty();
        assertThat(of(theirs)).hasSize(1);
    }

    @Test
    default void atMostSoManyGoInOneStep() {
        VehicleKey one = aVehicle();
        VehicleKey two = aVehicleOf(one.organization());
        for (VehicleKey key : List.of(one, two)) {
            stores().ledger()
                    .commit(heard(key, List.of(reading(key, NOW, 1), reading(key, NOW.plusSeconds(1), 2)))
                            .done());
        }
        Instant later = NOW.plusSeconds(9);
        assertThat(stores().retention().forget(one.organization(), later, 3)).isEqualTo(3);
        assertThat(stores().retention().forget(one.organization(), later, 3)).isEqualTo(1);
        assertThat(of(one)).isEmpty();
        assertThat(of(two)).isEmpty();
    }

    @Test
    default void reportsOfStationsGoToo() {
        StationKey key = StationSample.aStation();
        StationReport report = StationSample.report(NOW, 7);
        stores().ledger()
                .commit(StationDraft.stations()
                        .moves(key, 0, StationSample.standing(key, NOW))
                        .hears(key, report)
                        .done());

        assertThat(stores().retention().forget(key.organization(), NOW.plusSeconds(1), 100))
                .isEqualTo(1);
        assertThat(stores().stationHistory().between(key, NOW, NOW.plusSeconds(9), null, 10))
                .isEmpty();
    }

    private static BatchDraft heard(VehicleKey key, List<Reading> readings) {
        BatchDraft draft = BatchDraft.batch().moves(key, 0, Sample.standing(key, "Van", NOW));
        readings.forEach(reading -> draft.hears(key, reading));
        return draft;
    }

    private List<Reading> of(VehicleKey key) {
        return stores().history().between(key, NOW.minusSeconds(999_999), NOW.plusSeconds(999_999), null, 100);
    }
}
