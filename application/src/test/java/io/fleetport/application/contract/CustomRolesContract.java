package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.CustomRole;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.CustomRoles} must do. */
public interface CustomRolesContract extends StoreContract {

    @Test
    default void rolesAreListedByNameOfTheirOrganizationAlone() {
        OrganizationId organization = anOrganization();
        CustomRole night = new CustomRole(
                organization, "night_shift", Set.of(Permission.VIEW_STATIONS, Permission.COMMAND_STATIONS));
        CustomRole empty = new CustomRole(organization, "guest", Set.of());
        stores().customRoles().keep(night);
        stores().customRoles().keep(empty);

        assertThat(stores().customRoles().list(organization)).containsExactly(empty, night);
        assertThat(stores().customRoles().list(anOrganization())).isEmpty();
    }

    @Test
    default void keepingARoleAgainReplacesWhatItAllows() {
        OrganizationId organization = anOrganization();
        stores().customRoles().keep(new CustomRole(organization, "guest", Set.of(Permission.VIEW_TRIPS)));
        CustomRole later = new CustomRole(organization, "guest", Set.of(Permission.VIEW_GAPS));
        stores().customRoles().keep(later);

        assertThat(stores().customRoles().list(organization)).containsExactly(later);
    }

    @Test
    default void aRoleThatIsRemovedIsGone() {
        OrganizationId organization = anOrganization();
        stores().customRoles().keep(new CustomRole(organization, "guest", Set.of(Permission.VIEW_TRIPS)));

        assertThat(stores().customRoles().remove(anOrganization(), "guest")).isFalse();
        assertThat(stores().customRoles().remove(organization, "guest")).isTrue();
        assertThat(stores().customRoles().list(organization)).isEmpty();
        assertThat(stores().customRoles().remove(organization, "guest")).isFalse();
    }
}
