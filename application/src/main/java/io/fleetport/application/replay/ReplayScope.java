package io.fleetport.application.replay;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Subject;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What of the archive is replayed.
 *
 * @param from first UTC day of receipt
 * @param until first day that is not replayed any more; after {@code from}
 * @param only one vehicle or station of the organization; null for all
 */
public record ReplayScope(
        OrganizationId organization,
        LocalDate from,
        LocalDate until,
        @Nullable Subject only) {

    public ReplayScope {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("until must be after from, " + from + ", but is " + until);
        }
        if (only != null && !only.organization().equals(organization)) {
            throw new IllegalArgumentException("only must be of " + organization + " but is of " + only.organization());
        }
    }

    boolean covers(ArchivedMessage message) {
        return only == null || only.equals(message.subject());
    }
}
