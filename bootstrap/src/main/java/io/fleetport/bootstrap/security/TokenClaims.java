package io.fleetport.bootstrap.security;

/** Names of the claims we read besides those of RFC 7519, where the issuer does not call them otherwise; and of what is known of a signed-in caller. */
final class TokenClaims {

    /** The organization the bearer belongs to. */
    static final String ORGANIZATION = "organization";

    /** Roles in that organization, a list. */
    static final String ROLES = "roles";

    /** Outside names of the vehicles the bearer may deliver readings for, a list; absent for any. */
    static final String VEHICLES = "vehicles";

    /** When the credential ends, an {@code Instant}. */
    static final String EXPIRES = "exp";

    private TokenClaims() {}
}
