package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.Member;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what in an organization. Needs {@link Permission#MANAGE_MEMBERS} and no confinement to fleets. Nobody gives what
 * they may not do themselves, speaking for vehicles excepted.
 */
public interface ManageMembers {

    /** A role and what it allows. */
    record Role(String name, boolean builtIn, Set<Permission> permissions) {}

    Page<Member> list(Caller caller, @Nullable String cursor, int limit);

    /** @param isNew whether it was added by this */
    record Kept(Member member, boolean isNew) {}

    /**
     * Adds the member or changes all of it.
     *
     * @param fleets null for all of the organization
     */
    Kept keep(Caller caller, String subject, String name, Set<String> roles, @Nullable Set<FleetId> fleets);

    /** False when there is none. What the member's own token says still holds. */
    boolean remove(Caller caller, String subject);

    /** Built-in ones first. */
    List<Role> roles(Caller caller);

    /** Makes the role or replaces what it allows; false when it was there. */
    boolean keepRole(Caller caller, String name, Set<Permission> permissions);

    /** False when there is none, or it is built in. */
    boolean removeRole(Caller caller, String name);
}
