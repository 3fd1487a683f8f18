package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;
import java.util.Set;

/** What callers that are confined to fleets may see, remembered for a few seconds. Safe to use from many threads. */
public final class Scopes {

    private static final int MOST = 2_000;

    private record Confined(OrganizationId organization, Set<FleetId> fleets) {}

    private final Fleets fleets;
    private final Remembered<Confined, Fleets.Assets> known;

    public Scopes(Fleets fleets, Duration remembered) {
        this.fleets = fleets;
        this.known = new Remembered<>(remembered, MOST, System::nanoTime);
    }

    public Scope of(Caller caller) {
        Set<FleetId> own = caller.fleets();
        return own == null
                ? Scope.WHOLE
                : new Scope(known.get(
                        new Confined(caller.organization(), own),
                        confined -> fleets.assets(confined.organization(), confined.fleets())));
    }

    /** After a change made in this process, which is to be seen at once. */
    public void forget(OrganizationId organization) {
        known.forget(confined -> confined.organization().equals(organization));
    }
}
