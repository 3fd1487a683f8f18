package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;

/** Deletes history that an organization does not keep. Safe to call from many threads. May throw {@link PortUnavailable}. */
public interface Retention {

    /**
     * Deletes readings of the organization's vehicles and reports of its stations that were observed before the time. Trips,
     * sessions, swaps and the latest state stay.
     *
     * @param most rows of each kind to delete in one step, 1 to 100,000
     * @return rows deleted; 0 when none are left
     */
    int forget(OrganizationId organization, Instant before, int most);
}
