package io.fleetport.application.usage;

import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quotas of those organizations that are at work, looked up behind the scenes: asking is cheap and never waits. Until
 * the first look-up has answered, an organization has the usual quota. Safe to use from many threads.
 */
public final class Quotas implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);

    private final Organizations organizations;
    private final Duration every;
    private final ConcurrentMap<OrganizationId, Quota> known = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("quotas").daemon().factory());

    /** @param every how soon a changed quota is noticed */
    public Quotas(Organizations organizations, Duration every) {
        this.organizations = organizations;
        this.every = every;
    }

    public void start() {
        var again = looking.scheduleWithFixedDelay(
                () -> known.keySet().forEach(this::lookUp), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    public Quota of(OrganizationId organization) {
        Quota quota = known.get(organization);
        if (quota != null) {
            return quota;
        }
        if (known.putIfAbsent(organization, Quota.DEFAULT) == null && !looking.isShutdown()) {
            looking.execute(() -> lookUp(organization));
        }
        return Quota.DEFAULT;
    }

    private void lookUp(OrganizationId organization) {
        try {
            organizations
                    .find(organization)
                    .map(Organization::quota)
                    .ifPresent(quota -> known.put(organization, quota));
        } catch (PortUnavailable away) {
            LOG.debug("a quota is looked up later: {}", away.getMessage());
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
