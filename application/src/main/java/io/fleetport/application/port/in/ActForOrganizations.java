package io.fleetport.application.port.in;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;
import java.util.Optional;

/** Lets the operator see what a tenant sees, for a while, on record in both their audit logs. */
public interface ActForOrganizations {

    Duration SHORTEST = Duration.ofMinutes(1);
    Duration LONGEST = Duration.ofHours(1);

    /**
     * A key that works in the organization until the time is over. All that is done with it is recorded there with the
     * operator as impersonator.
     *
     * @param role built-in, and none that runs the service
     * @param reason 10 to 500 characters, for both audit logs
     * @param time {@link #SHORTEST} to {@link #LONGEST}
     * @return empty when there is no such organization
     * @throws NotPermitted without {@link Permission#OPERATE}
     * @throws InvalidRequest when the role, the reason or the time will not do
     */
    Optional<ManageKeys.Issued> begin(
            Caller operator, OrganizationId organization, String role, String reason, Duration time);
}
