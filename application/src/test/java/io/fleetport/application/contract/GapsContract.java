package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aTripId;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.Sample.gap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Gaps} must do. */
public interface GapsContract extends StoreContract {

    @Test
    default void gapsComeBackAsToldWithAndWithoutADistance() {
        VehicleKey key = aVehicle();
        TripId trip = aTripId();
        Gap measured = gap(key, trip, NOW);
        Gap unmeasured =
                new Gap(key.vehicle(), trip, NOW.plusSeconds(300), NOW.plusSeconds(301), Gap.Cause.UNMEASURABLE, null);
        stores().ledger().commit(batch().misses(key, trip, measured, unmeasured).done());

        assertThat(listed(key.organization(), null, null, null)).containsExactly(unmeasured, measured);
    }

    @Test
    default void theGapsOfATripReplaceThoseToldBefore() {
        VehicleKey key = aVehicle();
        TripId trip = aTripId();
        TripId untouched = aTripId();
        Gap other = gap(key, untouched, NOW.minusSeconds(900));
        stores().ledger()
                .commit(batch().misses(key, trip, gap(key, trip, NOW), gap(key, trip, NOW.plusSeconds(200)))
                        .misses(key, untouched, other)
                        .done());
        Gap longer = new Gap(key.vehicle(), trip, NOW, NOW.plusSeconds(320), Gap.Cause.SILENCE, 5.0);
        stores().ledger().commit(batch().misses(key, trip, longer).done());
        assertThat(listed(key.organization(), null, null, null)).containsExactly(longer, other);

        stores().ledger().commit(batch().misses(key, trip).done());

        assertThat(listed(key.organization(), null, null, null)).containsExactly(other);
    }

    @Test
    default void aGapMovesToTheTripThatTookItsIntervalOver() {
        VehicleKey key = aVehicle();
        TripId withdrawn = aTripId();
        TripId joined = aTripId();
        stores().ledger()
                .commit(batch().misses(key, withdrawn, gap(key, withdrawn, NOW)).done());
        stores().ledger()
                .commit(batch().misses(key, joined, gap(key, joined, NOW))
                        .misses(key, withdrawn)
                        .done());

        assertThat(listed(key.organization(), null, null, null)).containsExactly(gap(key, joined, NOW));
    }

    @Test
    default void anotherOrganizationListsNoGaps() {
        VehicleKey key = aVehicle();
        TripId trip = aTripId();
        stores().ledger().commit(batch().misses(key, trip, gap(key, trip, NOW)).done());
        OrganizationId other = anOrganization();

        assertThat(listed(key.organization(), key.vehicle(), null, null)).hasSize(1);
        assertThat(listed(other, null, null, null)).isEmpty();
        assertThat(listed(other, key.vehicle(), null, null)).isEmpty();
    }

    @Test
    default void anotherOrganizationCannotReplaceTheGapsOfATrip() {
        VehicleKey key = aVehicle();
        TripId trip = aTripId();
        Gap ours = gap(key, trip, NOW);
        stores().ledger().commit(batch().misses(key, trip, ours).done());

        try {
            stores().ledger().commit(batch().misses(aVehicle(), trip).done());
        } catch (io.fleetport.application.port.out.PortRefused refused) {
            assertThat(refused).hasMessageContaining("another");
        }

        assertThat(listed(key.organization(), null, null, null)).containsExactly(ours);
    }

    @Test
    default void gapsAreListedNewestFirstByVehicleAndTimePageByPage() {
        OrganizationId organization = anOrganization();
        VehicleKey one = aVehicleOf(organization);
        VehicleKey two = aVehicleOf(organization);
        List<Gap> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (VehicleKey key : List.of(one, two)) {
                TripId trip = aTripId();
                Gap gap = gap(key, trip, NOW.plusSeconds(1_000L * i));
                stores().ledger().commit(batch().misses(key, trip, gap).done());
                all.add(gap);
            }
        }
        all.sort(Comparator.comparing(Gap::from)
                .thenComparing(gap -> gap.vehicle().toString())
                .reversed());

        assertThat(listed(organization, null, null, null)).isEqualTo(all);
        assertThat(listed(organization, one.vehicle(), null, null))
                .hasSize(4)
                .isEqualTo(all.stream()
                        .filter(gap -> gap.vehicle().equals(one.vehicle()))
                        .toList());
        assertThat(listed(organization, null, NOW.plusSeconds(1_000), NOW.plusSeconds(3_000)))
                .isEqualTo(all.subList(2, 6));
    }

    @Test
    default void aCursorNobodyGaveOutAndAWrongLimitAreRefused() {
        VehicleKey key = aVehicle();
        TripId trip = aTripId();
        stores().ledger().commit(batch().misses(key, trip, gap(key, trip, NOW)).done());

        assertThatThrownBy(() -> stores().gaps().list(key.organization(), null, null, null, "made-up!", 10))
                .isInstanceOf(IllegalArgumentException.class);
        for (int limit : new int[] {-1, 0, 1_001}) {
            assertThatThrownBy(() -> stores().gaps().list(key.organization(), null, null, null, null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(listed(key.organization(), null, null, null)).hasSize(1);
    }

    /** All gaps by pages of three, after seeing that one large page says the same. */
    private List<Gap> listed(OrganizationId organization, VehicleId vehicle, Instant from, Instant until) {
        List<Gap> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Gap> page = stores().gaps().list(organization, vehicle, from, until, cursor, 3);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(stores().gaps()
                        .list(organization, vehicle, from, until, null, 1_000)
                        .items())
                .isEqualTo(all);
        return all;
    }
}
