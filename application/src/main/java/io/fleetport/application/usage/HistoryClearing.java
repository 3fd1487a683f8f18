package io.fleetport.application.usage;

import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Retention;
import io.fleetport.application.thread.Recurring;
import io.fleetport.domain.fleet.Organization;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes, now and then, the history that organizations do not keep. Safe to use from many threads. */
public final class HistoryClearing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryClearing.class);

    /**
     * History stays so much longer than readings are taken: one of the last moment can still tell the trip again that it
     * belongs to.
     */
    private static final Duration MARGIN = Duration.ofDays(2);

    private static final int AT_ONCE = 5_000;
    private static final int ORGANIZATIONS = 100;

    private final Organizations organizations;
    private final Retention retention;
    private final Clock clock;
    private final Counter forgotten;
    private final Recurring recurring;

    public HistoryClearing(
            Organizations organizations, Retention retention, Duration every, Clock clock, MeterRegistry registry) {
        this.organizations = organizations;
        this.retention = retention;
        this.clock = clock;
        this.forgotten = Counter.builder("fleetport.history.forgotten")
                .description("Readings and reports deleted because their organization does not keep them longer")
                .register(registry);
        this.recurring = new Recurring("history-clearing", every, this::clear);
    }

    public void start() {
        recurring.start();
    }

    /** Once through all organizations. */
    void clear() {
        try {
            @Nullable String cursor = null;
            do {
                Page<Organization> page = organizations.list(cursor, ORGANIZATIONS);
                page.items().forEach(this::clear);
                cursor = page.next();
            } while (cursor != null && !recurring.isClosing());
        } catch (PortUnavailable away) {
            LOG.info("old history is deleted later: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("old history could not be deleted, trying again later", unexpected);
        }
    }

    private void clear(Organization organization) {
        Instant before = clock.instant()
                .minus(Duration.ofDays(organization.quota().historyDays()))
                .minus(MARGIN);
        int some;
        do {
            some = retention.forget(organization.id(), before, AT_ONCE);
            forgotten.increment(some);
        } while (some > 0 && !recurring.isClosing());
    }

    @Override
    public void close() {
        recurring.close();
    }
}
