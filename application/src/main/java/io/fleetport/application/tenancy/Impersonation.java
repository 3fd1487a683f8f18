package io.fleetport.application.tenancy;

import io.fleetport.application.audit.Reasons;
import io.fleetport.application.port.in.ActForOrganizations;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageKeys;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.Organizations;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Acting for an organization by a key that ends soon. Safe to call from many threads. */
public final class Impersonation implements ActForOrganizations {

    private static final String ACTION = "impersonation.begin";
    private static final int LEAST_REASON = 10;
    private static final int MOST_REASON = 500;

    private final Organizations organizations;
    private final ApiKeys keys;
    private final RoleBook book;
    private final AuditTrail trail;
    private final Clock clock;

    public Impersonation(Organizations organizations, ApiKeys keys, RoleBook book, AuditTrail trail, Clock clock) {
        this.organizations = organizations;
        this.keys = keys;
        this.book = book;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Optional<ManageKeys.Issued> begin(
            Caller operator, OrganizationId organization, String role, String reason, Duration time) {
        operator.require(Permission.OPERATE);
        Set<Permission> allowed = book.find(role, List.of())
                .filter(permissions -> !permissions.contains(Permission.OPERATE))
                .orElseThrow(() -> new InvalidRequest("role", "role must be a built-in role of tenants"));
        String why = Reasons.checked(reason, LEAST_REASON, MOST_REASON);
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new InvalidRequest(
                    "minutes", "minutes must be " + SHORTEST.toMinutes() + " to " + LONGEST.toMinutes());
        }
        if (organizations.find(organization).isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        KeyText text = KeyText.random();
        ApiKey key = new ApiKey(
                text.id(),
                organization,
                "the operator, in your place",
                Set.of(role),
                Set.of(),
                null,
                now,
                operator.subject(),
                now.plus(time),
                null,
                null,
                operator.subject());
        Origin asTenant =
                new Origin(operator.origin().address(), operator.origin().requestId(), operator.subject());
        trail.record(
                new Caller(organization, CallerRecognition.KEY_SUBJECT + key.id(), allowed, null, null, asTenant),
                ACTION,
                "api_key",
                key.id(),
                why,
                Map.of("role", role, "until", now.plus(time).toString()));
        trail.record(
                operator, ACTION, "organization", organization.value(), why, Map.of("api_key", key.id(), "role", role));
        keys.add(key, text.secretHash());
        return Optional.of(new ManageKeys.Issued(key, text.text()));
    }
}
