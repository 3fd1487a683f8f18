package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.Sample.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles.Known;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Vehicles} must do. */
public interface VehiclesContract extends StoreContract {

    @Test
    default void aVehicleIsFoundAsLastCommitted() {
        VehicleKey key = aVehicle();
        Standing last = standing(key, "Last", NOW.plusSeconds(9));
        stores().ledger()
                .commit(batch().moves(key, 0, standing(key, "First", NOW)).done());
        stores().ledger().commit(batch().moves(key, 1, last).done());

        assertThat(stores().vehicles().find(key.organization(), key.vehicle()))
                .contains(new Known(last.profile(), last.state()));
        assertThat(stores().vehicles().find(key.organization(), aVehicle().vehicle()))
                .isEmpty();
    }

    @Test
    default void anotherOrganizationFindsNoVehicleAndListsNone() {
        VehicleKey key = aVehicle();
        stores().ledger()
                .commit(batch().moves(key, 0, standing(key, "Ours", NOW)).done());
        OrganizationId other = anOrganization();

        assertThat(stores().vehicles().find(key.organization(), key.vehicle())).isPresent();
        assertThat(stores().vehicles().find(other, key.vehicle())).isEmpty();
        assertThat(stores().vehicles().list(other, null, null, 10).items()).isEmpty();
        assertThat(stores().vehicles().list(other, "Ours", null, 10).items()).isEmpty();
    }

    @Test
    default void vehiclesAreListedByNameAndThoseOfOneNameById() {
        OrganizationId organization = anOrganization();
        List<String> names = List.of("Zoe", "zoe", "Älter", "Anna", "Anna", "Anna", "Anna", "10", "9", "\uffee", "🚗");
        names.forEach(name -> addVehicle(organization, name));

        List<Known> listed =
                stores().vehicles().list(organization, null, null, 100).items();

        assertThat(listed)
                .extracting(known -> known.vehicle().name())
                .containsExactly("10", "9", "Anna", "Anna", "Anna", "Anna", "Zoe", "zoe", "Älter", "\uffee", "🚗");
        assertThat(listed.subList(2, 6))
                .extracting(known -> known.vehicle().id().toString())
                .isSorted();
    }

    @Test
    default void pagesShowEveryVehicleOnceAndEnd() {
        OrganizationId organization = anOrganization();
        for (int i = 0; i < 7; i++) {
            addVehicle(organization, i < 4 ? "Same" : "Car " + i);
        }
        List<Known> all = stores().vehicles().list(organization, null, null, 7).items();

        for (int size : new int[] {1, 2, 3, 7}) {
            List<Known> paged = new ArrayList<>();
            String cursor = null;
            int pages = 0;
            do {
                Page<Known> page = stores().vehicles().list(organization, null, cursor, size);
                paged.addAll(page.items());
                cursor = page.next();
                pages++;
            } while (cursor != null);
            assertThat(paged).isEqualTo(all).hasSize(7);
            assertThat(pages).isEqualTo((7 + size - 1) / size);
        }
    }

    @Test
    default void aVehicleAddedMeanwhileDoesNotShiftThePages() {
        OrganizationId organization = anOrganization();
        List.of("B", "D", "F").forEach(name -> addVehicle(organization, name));
        Page<Known> first = stores().vehicles().list(organization, null, null, 2);
        List.of("A", "C", "E").forEach(name -> addVehicle(organization, name));

        Page<Known> second = stores().vehicles().list(organization, null, first.next(), 2);

        assertThat(first.items()).extracting(known -> known.vehicle().name()).containsExactly("B", "D");
        assertThat(second.items()).extracting(known -> known.vehicle().name()).containsExactly("E", "F");
    }

    @Test
    default void onlyTheVehiclesOfANameAreListedPageByPage() {
        OrganizationId organization = anOrganization();
        List.of("Anna", "Anna", "Anna", "Annabel", "Bert").forEach(name -> addVehicle(organization, name));

        Page<Known> first = stores().vehicles().list(organization, "Anna", null, 2);
        Page<Known> second = stores().vehicles().list(organization, "Anna", first.next(), 2);

        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isNull();
        assertThat(first.items()).doesNotContainAnyElementsOf(second.items());
    }

    @Test
    default void aRenamedVehicleIsListedUnderItsNewName() {
        VehicleKey key = aVehicle();
        stores().ledger()
                .commit(batch().moves(key, 0, standing(key, "Old", NOW)).done());
        stores().ledger()
                .commit(batch().moves(key, 1, standing(key, "New", NOW)).done());

        assertThat(stores().vehicles().list(key.organization(), "New", null, 10).items())
                .hasSize(1);
        assertThat(stores().vehicles().list(key.organization(), "Old", null, 10).items())
                .isEmpty();
    }

    @Test
    default void aCursorNobodyGaveOutAndAWrongLimitAreRefused() {
        OrganizationId organization = anOrganization();
        addVehicle(organization, "A");

        assertThatThrownBy(() -> stores().vehicles().list(organization, null, "made-up!", 10))
                .isInstanceOf(IllegalArgumentException.class);
        for (int limit : new int[] {-1, 0, 1_001}) {
            assertThatThrownBy(() -> stores().vehicles().list(organization, null, null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(stores().vehicles().list(organization, null, null, 1_000).items())
                .hasSize(1);
    }

    private void addVehicle(OrganizationId organization, String name) {
        VehicleKey key = aVehicleOf(organization);
        stores().ledger().commit(batch().moves(key, 0, standing(key, name, NOW)).done());
    }
}
