package io.fleetport.application.tenancy;

import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.scope.Remembered;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Clock;
import java.util.Optional;

/** Accounts as remembered; makes one where newcomers are welcome. Safe to use from many threads. */
public final class Accounts {

    private static final int MOST = 10_000;

    private final Organizations organizations;
    private final CallerSettings settings;
    private final Clock clock;
    private final Remembered<OrganizationId, Optional<Organization>> known;

    public Accounts(Organizations organizations, CallerSettings settings, Clock clock) {
        this.organizations = organizations;
        this.settings = settings;
        this.clock = clock;
        this.known = new Remembered<>(settings.remembered(), MOST, System::nanoTime);
    }

    /** Empty when there is none. */
    public Optional<Organization> find(OrganizationId id) {
        return known.get(id, this::lookUp);
    }

    private Optional<Organization> lookUp(OrganizationId id) {
        Optional<Organization> found = organizations.find(id);
        if (found.isPresent() || !settings.newcomers()) {
            return found;
        }
        organizations.add(Organization.unnamed(id, clock.instant()));
        return organizations.find(id);
    }

    void forget(OrganizationId id) {
        known.forget(id::equals);
    }
}
