package io.fleetport.application.port.out;

import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit logs of all organizations, each a chain of its own. Entries are only ever added. Safe to call from many threads and
 * many processes. Any method may throw {@link PortUnavailable}; after {@link #append} did, the entry may or may not be there.
 */
public interface AuditLog {

    /**
     * Which entries to list; null where it does not matter.
     *
     * @param from first time that still counts
     * @param until first time that does not any more
     */
    record Filter(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String subject,
            @Nullable String action) {
        public static final Filter ALL = new Filter(null, null, null, null);
    }

    /** Adds the event at the end of its organization's log. One after the other, whoever else does so. */
    AuditEntry append(AuditEvent event);

    /**
     * Newest first.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<AuditEntry> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit);

    /**
     * A part of the chain, in its order.
     *
     * @param after number of the entry before the first one wanted, 0 for the beginning
     * @param limit 1 to 1000
     */
    List<AuditEntry> chain(OrganizationId organization, long after, int limit);

    /** What the log was told last to be its end; {@link ChainHead#EMPTY} when there is none. */
    ChainHead head(OrganizationId organization);

    /** All organizations that have a log, sorted; at most 100,000. */
    List<OrganizationId> organizations();
}
