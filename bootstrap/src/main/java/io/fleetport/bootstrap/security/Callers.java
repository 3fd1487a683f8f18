package io.fleetport.bootstrap.security;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.domain.fleet.OrganizationId;
import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads a validated token's claims. */
public final class Callers {

    private Callers() {}

    /** Who the token's bearer is to the use cases. */
    public static Caller of(Authentication authentication) {
        Map<String, Object> claims = authentication.getAttributes();
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String role : authentication.getRoles()) {
            Role.find(role).ifPresent(known -> permissions.addAll(known.permissions()));
        }
        return new Caller(
                new OrganizationId(String.valueOf(claims.get(TokenClaims.ORGANIZATION))),
                authentication.getName(),
                permissions,
                claims.containsKey(TokenClaims.VEHICLES) ? texts(claims.get(TokenClaims.VEHICLES)) : null,
                null,
                Origin.SELF);
    }

    /** When the credential ends, and everything begun with it. */
    public static Instant endOf(Authentication authentication) {
        return authentication.getAttributes().get(TokenClaims.EXPIRES) instanceof Instant end ? end : Instant.MAX;
    }

    /** A claim in another form than a list of texts allows nothing. */
    private static Set<String> texts(Object claim) {
        Set<String> texts = new HashSet<>();
        if (claim instanceof Collection<?> items) {
            items.forEach(item -> texts.add(String.valueOf(item)));
        } else if (claim instanceof String text) {
            texts.add(text);
        }
        return texts;
    }
}
