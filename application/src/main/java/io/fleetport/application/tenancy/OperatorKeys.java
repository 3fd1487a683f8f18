package io.fleetport.application.tenancy;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the first key of the operator, which no password guards: who can read the service's settings may. */
public final class OperatorKeys {

    private static final int AT_ONCE = 100;

    private final Organizations organizations;
    private final ApiKeys keys;
    private final AuditTrail trail;
    private final Clock clock;

    public OperatorKeys(Organizations organizations, ApiKeys keys, AuditTrail trail, Clock clock) {
        this.organizations = organizations;
        this.keys = keys;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A key for the operator, and an account for it where there is none.
     *
     * @param operator the operator's organization
     * @param again also when there is a valid one
     * @return the key's text, which nobody can ever show again; empty when there is a valid key
     */
    public Optional<String> first(OrganizationId operator, boolean again) {
        Instant now = clock.instant();
        if (!again && hasValid(operator, now)) {
            return Optional.empty();
        }
        KeyText text = KeyText.random();
        Caller self = new Caller(
                operator,
                "command-line",
                Set.of(Permission.OPERATE),
                null,
                null,
                new Origin("command-line", null, null));
        trail.record(self, "operator.bootstrap", "api_key", text.id(), null, Map.of());
        organizations.add(Organization.unnamed(operator, now));
        keys.add(
                new ApiKey(
                        text.id(),
                        operator,
                        "operator bootstrap",
                        Set.of(),
                        Set.of(Permission.OPERATE),
                        null,
                        now,
                        self.subject(),
                        null,
                        null,
                        null),
                text.secretHash());
        return Optional.of(text.text());
    }

    private boolean hasValid(OrganizationId operator, Instant now) {
        @Nullable String cursor = null;
        do {
            Page<ApiKey> page = keys.list(operator, cursor, AT_ONCE);
            if (page.items().stream()
                    .anyMatch(key -> key.permissions().contains(Permission.OPERATE) && key.isValid(now))) {
                return true;
            }
            cursor = page.next();
        } while (cursor != null);
        return false;
    }
}
