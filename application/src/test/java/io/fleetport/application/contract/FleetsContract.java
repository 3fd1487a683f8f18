package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Fleets} must do. */
public interface FleetsContract extends StoreContract {

    FleetId NORTH = new FleetId("north");
    FleetId SOUTH = new FleetId("south");

    @Test
    default void aFleetIsMadeRenamedAndDissolved() {
        OrganizationId organization = anOrganization();
        stores().fleets().keep(new Fleet(organization, NORTH, "North", NOW));
        stores().fleets().keep(new Fleet(organization, NORTH, "Far North", NOW.plusSeconds(5)));

        assertThat(stores().fleets().find(organization, NORTH))
                .contains(new Fleet(organization, NORTH, "Far North", NOW));
        assertThat(stores().fleets().remove(organization, NORTH)).isTrue();
        assertThat(stores().fleets().find(organization, NORTH)).isEmpty();
        assertThat(stores().fleets().remove(organization, NORTH)).isFalse();
    }

    @Test
    default void fleetsAreTheirOrganizationsAlone() {
        OrganizationId ours = anOrganization();
        OrganizationId theirs = anOrganization();
        stores().fleets().keep(new Fleet(ours, NORTH, "North", NOW));
        VehicleKey vehicle = aVehicleOf(theirs);
        stores().fleets().assign(NORTH, vehicle, true);

        assertThat(stores().fleets().find(theirs, NORTH)).isEmpty();
        assertThat(stores().fleets().list(theirs, null, 10).items()).isEmpty();
        assertThat(stores().fleets().remove(theirs, NORTH)).isFalse();
        assertThat(stores().fleets().assets(ours, List.of(NORTH)).vehicles()).isEmpty();
        assertThat(stores().fleets().assets(theirs, List.of(NORTH)).vehicles()).isEmpty();
        assertThat(stores().fleets().list(ours, null, 10).items()).hasSize(1);
    }

    @Test
    default void fleetsAreListedByIdPageByPage() {
        OrganizationId organization = anOrganization();
        for (String id : List.of("c", "a", "b")) {
            stores().fleets().keep(new Fleet(organization, new FleetId(id), id, NOW));
        }

        Page<Fleet> first = stores().fleets().list(organization, null, 2);
        Page<Fleet> second = stores().fleets().list(organization, first.next(), 2);

        assertThat(first.items()).extracting(fleet -> fleet.id().value()).containsExactly("a", "b");
        assertThat(second.items()).extracting(fleet -> fleet.id().value()).containsExactly("c");
        assertThat(second.next()).isNull();
    }

    @Test
    default void whatIsInSeveralFleetsCountsOnce() {
        OrganizationId organization = anOrganization();
        VehicleKey both = aVehicleOf(organization);
        VehicleKey north = aVehicleOf(organization);
        StationKey station = new StationKey(organization, new StationId("S-1"));
        stores().fleets().keep(new Fleet(organization, NORTH, "North", NOW));
        stores().fleets().keep(new Fleet(organization, SOUTH, "South", NOW));
        stores().fleets().assign(NORTH, both, true);
        stores().fleets().assign(NORTH, both, true);
        stores().fleets().assign(NORTH, north, true);
        stores().fleets().assign(SOUTH, both, true);
        stores().fleets().assign(SOUTH, station, true);

        assertThat(stores().fleets().assets(organization, List.of(NORTH)).vehicles())
                .containsExactlyInAnyOrder(both.vehicle(), north.vehicle());
        assertThat(stores().fleets().assets(organization, List.of(NORTH)).stations())
                .isEmpty();
        assertThat(stores().fleets().assets(organization, List.of(NORTH, SOUTH)).vehicles())
                .containsExactlyInAnyOrder(both.vehicle(), north.vehicle());
        assertThat(stores().fleets().assets(organization, List.of(SOUTH)).stations())
                .containsExactly(station.station());
        assertThat(stores().fleets().assets(organization, List.of()).vehicles()).isEmpty();
    }

    @Test
    default void whatIsTakenOutOrWasInADissolvedFleetIsInItNoMore() {
        OrganizationId organization = anOrganization();
        VehicleKey vehicle = aVehicleOf(organization);
        StationKey station = new StationKey(organization, new StationId("S-1"));
        stores().fleets().keep(new Fleet(organization, NORTH, "North", NOW));
        stores().fleets().assign(NORTH, vehicle, true);
        stores().fleets().assign(NORTH, station, true);
        stores().fleets().assign(NORTH, vehicle, false);

        assertThat(stores().fleets().assets(organization, List.of(NORTH)).vehicles())
                .isEmpty();
        assertThat(stores().fleets().assets(organization, List.of(NORTH)).stations())
                .hasSize(1);

        stores().fleets().remove(organization, NORTH);
        stores().fleets().keep(new Fleet(organization, NORTH, "North again", NOW));
        assertThat(stores().fleets().assets(organization, List.of(NORTH)).stations())
                .isEmpty();
    }

    @Test
    default void nothingCanBePutIntoAFleetThatIsNotThere() {
        OrganizationId organization = anOrganization();
        stores().fleets().assign(NORTH, aVehicleOf(organization), true);
        stores().fleets().keep(new Fleet(organization, NORTH, "North", NOW));

        assertThat(stores().fleets().assets(organization, List.of(NORTH)).vehicles())
                .isEmpty();
    }

    private static VehicleKey aVehicleOf(OrganizationId organization) {
        return new VehicleKey(organization, new VehicleId(UUID.randomUUID()));
    }
}
