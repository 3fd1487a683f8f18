package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;

/** The roles that organizations made for themselves. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface CustomRoles {

    /** Most of one organization that {@link #list} tells. */
    int MOST = 1_000;

    /** Makes the role, or replaces its permissions. */
    void keep(CustomRole role);

    /** False when there is none. Who has it keeps the name, which means nothing then. */
    boolean remove(OrganizationId organization, String name);

    /** By name, at most {@link #MOST}. A permission this version does not know is left out. */
    List<CustomRole> list(OrganizationId organization);
}
