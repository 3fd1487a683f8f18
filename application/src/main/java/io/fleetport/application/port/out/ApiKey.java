package io.fleetport.application.port.out;

import io.fleetport.application.port.in.Permission;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What software signs in with. Its secret is kept apart, as a hash.
 *
 * @param id 16 hexadecimal digits, unique across organizations; no secret
 * @param name what people call it, 1 to 128 characters
 * @param roles names of roles, built-in or custom
 * @param permissions beside those of the roles
 * @param fleets the only ones it sees; null for all of the organization
 * @param createdBy subject of who made it
 * @param expiresAt null for never
 * @param lastUsedAt null for never; at most a minute behind
 * @param revokedAt null while it is valid
 * @param impersonator the operator who acts with it in the organization's place, null for the organization's own
 */
public record ApiKey(
        String id,
        OrganizationId organization,
        String name,
        Set<String> roles,
        Set<Permission> permissions,
        @Nullable Set<FleetId> fleets,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String impersonator) {

    private static final int MOST_NAME = 128;

    public ApiKey {
        if (name.isBlank() || name.length() > MOST_NAME) {
            throw new IllegalArgumentException("name must be 1 to " + MOST_NAME + " characters");
        }
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
        fleets = fleets == null ? null : Set.copyOf(fleets);
    }

    /** The organization's own. */
    public ApiKey(
            String id,
            OrganizationId organization,
            String name,
            Set<String> roles,
            Set<Permission> permissions,
            @Nullable Set<FleetId> fleets,
            Instant createdAt,
            String createdBy,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {
        this(
                id,
                organization,
                name,
                roles,
                permissions,
                fleets,
                createdAt,
                createdBy,
                expiresAt,
                lastUsedAt,
                revokedAt,
                null);
    }

    /** Whether it lets anyone in at this time. */
    public boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
