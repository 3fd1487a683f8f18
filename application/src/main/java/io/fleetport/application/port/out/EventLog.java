package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Every event of the last days. Written through {@link TelemetryLedger}, in the very commit that makes it true; an event
 * that is there already is passed over. Safe to call from many threads. Any method may throw {@link PortUnavailable}.
 */
public interface EventLog {

    /** Empty also when it is another organization's. */
    Optional<Event> find(OrganizationId organization, UUID event);

    /**
     * Removes what was recorded before that time, also from what waits to be delivered.
     *
     * @return how many events
     */
    int forgetBefore(Instant time);
}
