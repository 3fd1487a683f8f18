package io.fleetport.application.audit;

import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewAudit;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.audit.AuditEntry;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the log from its store. Safe to call from many threads. */
public final class AuditViews implements ViewAudit {

    private final AuditLog log;
    private final AuditTrail trail;

    public AuditViews(AuditLog log, AuditTrail trail) {
        this.log = log;
        this.trail = trail;
    }

    @Override
    public Page<AuditEntry> list(Caller caller, AuditLog.Filter filter, @Nullable String cursor, int limit) {
        caller.requireWhole(Permission.VIEW_AUDIT);
        return Cursors.reading(cursor, () -> log.list(caller.organization(), filter, cursor, limit));
    }

    @Override
    public Iterator<AuditEntry> export(Caller caller, long after) {
        caller.requireWhole(Permission.VIEW_AUDIT);
        if (after < 0) {
            throw new InvalidRequest("after", "after must be 0 or the number of an entry but is " + after);
        }
        trail.record(caller, "audit.export", "audit", "", null, Map.of("after", Long.toString(after)));
        return new ChainReader(
                log,
                caller.organization(),
                after,
                log.head(caller.organization()).number());
    }
}
