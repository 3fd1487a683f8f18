package io.fleetport.application.audit;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what callers were not permitted to do, and writes into the audit log what they should not even have tried. Who
 * tries the same again and again fills no log: it is written once a minute. Safe to call from many threads; never blocks.
 */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private static final Duration ONCE_IN = Duration.ofMinutes(1);

    /** About a megabyte. */
    private static final int MOST_REMEMBERED = 10_000;

    private final AuditTrail trail;
    private final MeterRegistry meters;
    private final Clock clock;

    private final Map<Tried, Instant> written = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tried, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Tried(OrganizationId organization, String subject, Permission missing) {}

    public Refusals(AuditTrail trail, MeterRegistry meters, Clock clock) {
        this.trail = trail;
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes note that the caller lacked the permission. */
    public void refused(Caller caller, Permission missing) {
        meters.counter("fleetport.refused", "permission", missing.outwardName()).increment();
        if (isSensitive(missing) && isDue(new Tried(caller.organization(), caller.subject(), missing))) {
            // Whoever refuses may be a thread that must not wait for a store.
            Thread.startVirtualThread(() -> write(caller, missing));
        }
    }

    private void write(Caller caller, Permission missing) {
        try {
            trail.record(caller, "refused", "permission", missing.outwardName(), null, Map.of());
        } catch (RuntimeException e) {
            // It was refused all the same.
            LOG.warn("that {} was refused could not be recorded: {}", missing.outwardName(), e.toString());
        }
    }

    private synchronized boolean isDue(Tried tried) {
        Instant now = clock.instant();
        Instant last = written.get(tried);
        if (last != null && now.isBefore(last.plus(ONCE_IN))) {
            return false;
        }
        written.remove(tried);
        written.put(tried, now);
        return true;
    }

    private static boolean isSensitive(Permission permission) {
        return switch (permission) {
            case VIEW_VEHICLES,
                    VIEW_HISTORY,
                    VIEW_TRIPS,
                    VIEW_GAPS,
                    VIEW_STATIONS,
                    VIEW_USAGE,
                    VIEW_DOCUMENTS,
                    FOLLOW_LIVE,
                    DELIVER_READINGS -> false;
            case VIEW_DEAD_LETTERS,
                    MANAGE_STATIONS,
                    COMMAND_STATIONS,
                    CLAIM_VEHICLES,
                    MANAGE_FLEETS,
                    MANAGE_MEMBERS,
                    MANAGE_KEYS,
                    MANAGE_WEBHOOKS,
                    VIEW_DASHCAM,
                    MANAGE_DOCUMENTS,
                    MANAGE_PRIVACY,
                    VIEW_VINS,
                    ERASE_DATA,
                    VIEW_AUDIT,
                    OPERATE -> true;
        };
    }
}
