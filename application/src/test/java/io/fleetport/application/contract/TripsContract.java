package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aTripId;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.Sample.finished;
import static io.fleetport.application.contract.Sample.underway;
import static io.fleetport.application.contract.Sample.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Trips.Filter;
import io.fleetport.application.port.out.Trips.Opened;
import io.fleetport.application.port.out.Trips.State;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Trips} must do. */
public interface TripsContract extends StoreContract {

    @Test
    default void everyVariantOfATripComesBackAsItWasTold() {
        VehicleKey key = aVehicle();
        List<Trip> told = List.of(
                underway(key, aTripId(), NOW),
                finished(key, aTripId(), NOW.plusSeconds(1)),
                withdrawn(key, aTripId(), NOW.plusSeconds(2), aTripId()));
        told.forEach(trip -> stores().ledger().commit(batch().tells(key, trip).done()));

        for (Trip trip : told) {
            assertThat(stores().trips().find(key.organization(), trip.id())).contains(trip);
        }
        assertThat(stores().trips().find(key.organization(), aTripId())).isEmpty();
    }

    @Test
    default void aTripToldAgainReplacesTheOneWithItsId() {
        VehicleKey key = aVehicle();
        TripId id = aTripId();
        stores().ledger().commit(batch().tells(key, underway(key, id, NOW)).done());
        Trip earlier = finished(key, id, NOW.minusSeconds(30));
        stores().ledger().commit(batch().tells(key, earlier, new byte[] {7}).done());

        assertThat(stores().trips().find(key.organization(), id)).contains(earlier);
        assertThat(stores().trips()
                        .list(key.organization(), Filter.ALL, null, 10)
                        .items())
                .containsExactly(earlier);
        assertThat(stores().trips().around(key, NOW.minusSeconds(60), 10))
                .singleElement()
                .satisfies(opened -> assertThat(opened.opening()).containsExactly(7));
    }

    @Test
    default void anotherOrganizationFindsNoTripAndListsNone() {
        VehicleKey key = aVehicle();
        TripId id = aTripId();
        stores().ledger().commit(batch().tells(key, finished(key, id, NOW)).done());
        OrganizationId other = anOrganization();
        Filter ofVehicle = new Filter(key.vehicle(), null, null, null, true);

        assertThat(stores().trips().find(key.organization(), id)).isPresent();
        assertThat(stores().trips()
                        .list(key.organization(), ofVehicle, null, 10)
                        .items())
                .hasSize(1);
        assertThat(stores().trips().find(other, id)).isEmpty();
        assertThat(stores().trips().list(other, Filter.ALL, null, 10).items()).isEmpty();
        assertThat(stores().trips().list(other, ofVehicle, null, 10).items()).isEmpty();
        assertThat(stores().trips().around(new VehicleKey(other, key.vehicle()), NOW, 10))
                .isEmpty();
        assertThat(stores().trips().around(key, NOW, 10)).hasSize(1);
    }

    @Test
    default void theNewestTripComesFirstAndTiesGoByIdDescending() {
        OrganizationId organization = anOrganization();
        List<Trip> told = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            VehicleKey key = aVehicleOf(organization);
            told.add(tell(key, finished(key, aTripId(), NOW.plusSeconds(i / 6))));
        }
        told.sort(Comparator.comparing(Trip::startedAt)
                .thenComparing(trip -> trip.id().toString())
                .reversed());

        assertThat(stores().trips().list(organization, Filter.ALL, null, 100).items())
                .isEqualTo(told);
        for (int size : new int[] {1, 5, 11, 12}) {
            assertThat(paged(organization, Filter.ALL, size)).isEqualTo(told);
        }
    }

    @Test
    default void aTripAddedMeanwhileDoesNotShiftThePages() {
        VehicleKey key = aVehicle();
        Trip old = tell(key, finished(key, aTripId(), NOW));
        Trip recent = tell(key, finished(key, aTripId(), NOW.plusSeconds(10)));
        Page<Trip> first = stores().trips().list(key.organization(), Filter.ALL, null, 1);
        tell(key, finished(key, aTripId(), NOW.plusSeconds(20)));

        Page<Trip> second = stores().trips().list(key.organization(), Filter.ALL, first.next(), 1);

        assertThat(first.items()).containsExactly(recent);
        assertThat(second.items()).containsExactly(old);
        assertThat(second.next()).isNull();
    }

    @Test
    default void aListIsNarrowedByVehicleStateAndStart() {
        OrganizationId organization = anOrganization();
        VehicleKey one = aVehicleOf(organization);
        VehicleKey other = aVehicleOf(organization);
        Trip early = tell(one, finished(one, aTripId(), NOW));
        Trip late = tell(one, underway(one, aTripId(), NOW.plusSeconds(100)));
        Trip others = tell(other, finished(other, aTripId(), NOW.plusSeconds(50)));

        assertThat(listed(organization, new Filter(one.vehicle(), null, null, null, false)))
                .containsExactly(late, early);
        assertThat(listed(organization, new Filter(null, State.FINISHED, null, null, false)))
                .containsExactly(others, early);
        assertThat(listed(organization, new Filter(null, State.UNDERWAY, null, null, false)))
                .containsExactly(late);
        assertThat(listed(organization, new Filter(null, null, NOW, NOW.plusSeconds(100), false)))
                .containsExactly(others, early);
        assertThat(listed(organization, new Filter(null, null, NOW.plusNanos(1_000), null, false)))
                .containsExactly(late, others);
        assertThat(listed(organization, new Filter(one.vehicle(), State.FINISHED, NOW, NOW.plusNanos(1_000), false)))
                .containsExactly(early);
    }

    @Test
    default void withdrawnTripsAreShownOnlyWhenAskedFor() {
        VehicleKey key = aVehicle();
        Trip kept = tell(key, finished(key, aTripId(), NOW));
        Trip gone = tell(key, withdrawn(key, aTripId(), NOW.plusSeconds(5), kept.id()));

        assertThat(listed(key.organization(), Filter.ALL)).containsExactly(kept);
        assertThat(listed(key.organization(), new Filter(null, null, null, null, true)))
                .containsExactly(gone, kept);
        assertThat(listed(key.organization(), new Filter(null, State.WITHDRAWN, null, null, false)))
                .containsExactly(gone);
        assertThat(stores().trips().find(key.organization(), gone.id())).contains(gone);
    }

    @Test
    default void aroundATimeAreTheTripsSinceAndTheOneBefore() {
        VehicleKey key = aVehicle();
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            trips.add(tell(key, finished(key, aTripId(), NOW.plusSeconds(1_000L * i))));
        }
        tell(key, withdrawn(key, aTripId(), NOW.plusSeconds(1_500), trips.get(0).id()));
        VehicleKey other = aVehicleOf(key.organization());
        tell(other, finished(other, aTripId(), NOW.plusSeconds(1_600)));

        assertThat(around(key, NOW.plusSeconds(2_000), 10)).isEqualTo(trips.subList(1, 5));
        assertThat(around(key, NOW.plusSeconds(2_001), 10)).isEqualTo(trips.subList(2, 5));
        assertThat(around(key, NOW, 10)).isEqualTo(trips);
        assertThat(around(key, NOW.plusSeconds(9_999), 10)).isEqualTo(trips.subList(4, 5));
        assertThat(around(key, NOW.plusSeconds(1_600), 2)).isEqualTo(trips.subList(1, 3));
        assertThat(around(other, NOW.minusSeconds(1), 10)).hasSize(1);
        assertThat(around(aVehicle(), NOW, 10)).isEmpty();
    }

    @Test
    default void aCursorNobodyGaveOutAndAWrongLimitAreRefused() {
        VehicleKey key = aVehicle();
        tell(key, finished(key, aTripId(), NOW));

        assertThatThrownBy(() -> stores().trips().list(key.organization(), Filter.ALL, "made-up!", 10))
                .isInstanceOf(IllegalArgumentException.class);
        for (int limit : new int[] {-1, 0, 1_001}) {
            assertThatThrownBy(() -> stores().trips().list(key.organization(), Filter.ALL, null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(stores().trips()
                        .list(key.organization(), Filter.ALL, null, 1_000)
                        .items())
                .hasSize(1);
    }

    private Trip tell(VehicleKey key, Trip trip) {
        stores().ledger().commit(batch().tells(key, trip).done());
        return trip;
    }

    private List<Trip> listed(OrganizationId organization, Filter filter) {
        assertThat(paged(organization, filter, 1))
                .isEqualTo(
                        stores().trips().list(organization, filter, null, 100).items());
        return stores().trips().list(organization, filter, null, 100).items();
    }

    private List<Trip> paged(OrganizationId organization, Filter filter, int size) {
        List<Trip> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Trip> page = stores().trips().list(organization, filter, cursor, size);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private List<Trip> around(VehicleKey key, Instant from, int limit) {
        return stores().trips().around(key, from, limit).stream()
                .map(Opened::trip)
                .toList();
    }
}
