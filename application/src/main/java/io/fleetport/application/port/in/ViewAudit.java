package io.fleetport.application.port.in;

import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.audit.AuditEntry;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Shows who did what in the caller's organization. Needs {@link Permission#VIEW_AUDIT}. */
public interface ViewAudit {

    /**
     * Newest first.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of this list
     */
    Page<AuditEntry> list(Caller caller, AuditLog.Filter filter, @Nullable String cursor, int limit);

    /**
     * The log itself, oldest first, to be kept and verified elsewhere. Read piece by piece while it is iterated; ends with what
     * was the last entry when it began. That it was exported is an entry too, the last of the export.
     *
     * @param after number of the last entry already had, 0 for all
     */
    Iterator<AuditEntry> export(Caller caller, long after);
}
