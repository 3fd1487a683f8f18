package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.Member;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Members} must do. */
public interface MembersContract extends StoreContract {

    @Test
    default void aMemberComesBackAsAdded() {
        OrganizationId organization = anOrganization();
        Member all = new Member(organization, "auth0|1", "Ann", Set.of("viewer", "our-own"), null, NOW);
        Member some = new Member(organization, "2", "Bo", Set.of(), Set.of(new FleetId("north")), NOW);
        Member none = new Member(organization, "3", "Cy", Set.of("viewer"), Set.of(), NOW);
        stores().members().keep(all);
        stores().members().keep(some);
        stores().members().keep(none);

        assertThat(stores().members().find(organization, "auth0|1")).contains(all);
        assertThat(stores().members().find(organization, "2")).contains(some);
        assertThat(stores().members().find(organization, "3")).contains(none);
        assertThat(stores().members().find(anOrganization(), "2")).isEmpty();
    }

    @Test
    default void aChangeKeepsSinceWhen() {
        OrganizationId organization = anOrganization();
        stores().members().keep(new Member(organization, "1", "Ann", Set.of("viewer"), null, NOW));
        stores().members()
                .keep(new Member(
                        organization, "1", "Anna", Set.of("admin"), Set.of(new FleetId("a")), NOW.plusSeconds(60)));

        assertThat(stores().members().find(organization, "1"))
                .contains(new Member(organization, "1", "Anna", Set.of("admin"), Set.of(new FleetId("a")), NOW));
    }

    @Test
    default void aMemberThatIsRemovedIsGone() {
        OrganizationId organization = anOrganization();
        stores().members().keep(new Member(organization, "1", "Ann", Set.of("viewer"), null, NOW));

        assertThat(stores().members().remove(anOrganization(), "1")).isFalse();
        assertThat(stores().members().remove(organization, "1")).isTrue();
        assertThat(stores().members().find(organization, "1")).isEmpty();
        assertThat(stores().members().remove(organization, "1")).isFalse();
    }

    @Test
    default void membersAreListedBySubjectPageByPage() {
        OrganizationId organization = anOrganization();
        for (String subject : new String[] {"c", "B", "a"}) {
            stores().members().keep(new Member(organization, subject, subject, Set.of("viewer"), null, NOW));
        }

        Page<Member> first = stores().members().list(organization, null, 2);
        Page<Member> second = stores().members().list(organization, first.next(), 2);

        assertThat(first.items()).extracting(Member::subject).containsExactly("B", "a");
        assertThat(second.items()).extracting(Member::subject).containsExactly("c");
        assertThat(second.next()).isNull();
        assertThat(stores().members().list(anOrganization(), null, 2).items()).isEmpty();
    }
}
