package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Organizations} must do. */
public interface OrganizationsContract extends StoreContract {

    @Test
    default void anAccountComesBackAsItWasMade() {
        Organization made = new Organization(
                anOrganization(),
                "Größe & Söhne",
                Organization.State.SUSPENDED,
                new Quota(1, 2, 3, 4),
                NOW.plusNanos(1_789));

        assertThat(stores().organizations().add(made)).isTrue();

        Organization kept = new Organization(made.id(), made.name(), made.state(), made.quota(), NOW.plusNanos(1_000));
        assertThat(stores().organizations().find(made.id())).contains(kept);
        assertThat(stores().organizations().find(anOrganization())).isEmpty();
    }

    @Test
    default void anAccountIsMadeOnce() {
        Organization made = Organization.unnamed(anOrganization(), NOW);
        stores().organizations().add(made);

        assertThat(stores().organizations().add(new Organization(made.id(), "Other", made.state(), made.quota(), NOW)))
                .isFalse();
        assertThat(stores().organizations().find(made.id())).contains(made);
    }

    @Test
    default void aChangeKeepsWhenTheAccountWasMade() {
        Organization made = Organization.unnamed(anOrganization(), NOW);
        stores().organizations().add(made);
        Quota small = new Quota(5, 6, 7, 8);

        assertThat(stores().organizations()
                        .change(new Organization(
                                made.id(), "Renamed", Organization.State.SUSPENDED, small, NOW.plusSeconds(9))))
                .isTrue();

        assertThat(stores().organizations().find(made.id()))
                .contains(new Organization(made.id(), "Renamed", Organization.State.SUSPENDED, small, NOW));
        assertThat(stores().organizations().change(Organization.unnamed(anOrganization(), NOW)))
                .isFalse();
    }

    @Test
    default void accountsAreListedByIdPageByPage() {
        List<OrganizationId> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            OrganizationId id = anOrganization();
            stores().organizations().add(Organization.unnamed(id, NOW));
            made.add(id);
        }
        List<OrganizationId> listed = new ArrayList<>();
        String cursor = null;
        do {
            Page<Organization> page = stores().organizations().list(cursor, 2);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            page.items().forEach(account -> listed.add(account.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(listed).containsAll(made).isSorted().doesNotHaveDuplicates();
        assertThat(made).isNotEmpty().allMatch(listed::contains);
        assertThat(listed).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    default void aCursorOfAnotherListIsRefused() {
        assertThatThrownBy(() -> stores().organizations().list("AAAA", 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stores().organizations().list(null, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
