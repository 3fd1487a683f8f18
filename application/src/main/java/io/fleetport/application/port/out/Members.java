package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.Member;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who signs in for which organization. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Members {

    /** Adds the member, or changes name, roles and fleets; since when stays. */
    void keep(Member member);

    /** False when there is none. */
    boolean remove(OrganizationId organization, String subject);

    Optional<Member> find(OrganizationId organization, String subject);

    /**
     * By subject.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<Member> list(OrganizationId organization, @Nullable String cursor, int limit);
}
