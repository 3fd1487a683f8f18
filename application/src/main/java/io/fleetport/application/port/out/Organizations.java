package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts of all tenants. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Organizations {

    /** Makes the account; false when there is one of this id, which stays as it is. */
    boolean add(Organization organization);

    /** Changes name, state and quota; false when there is none of this id. */
    boolean change(Organization organization);

    Optional<Organization> find(OrganizationId id);

    /**
     * By id.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<Organization> list(@Nullable String cursor, int limit);
}
