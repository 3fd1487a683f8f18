package io.fleetport.application.audit;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.domain.audit.AuditEvent;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the trail into the log. Safe to call from many threads. */
public final class AuditRecorder implements AuditTrail {

    private final AuditLog log;
    private final Clock clock;

    public AuditRecorder(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void record(
            Caller caller,
            String action,
            String kind,
            String id,
            @Nullable String reason,
            Map<String, String> details) {
        if (reason != null && reason.length() > AuditEvent.LONGEST_REASON) {
            throw new InvalidRequest("reason", "reason must be at most " + AuditEvent.LONGEST_REASON + " characters");
        }
        log.append(new AuditEvent(
                        caller.organization(),
                        clock.instant(),
                        caller.subject(),
                        caller.origin().impersonator(),
                        caller.origin().address(),
                        caller.origin().requestId(),
                        action,
                        kind,
                        id,
                        reason,
                        new TreeMap<>(details))
                .checked());
    }
}
