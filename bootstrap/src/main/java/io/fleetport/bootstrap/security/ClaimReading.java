package io.fleetport.bootstrap.security;

import com.nimbusds.jwt.JWTClaimsSet;
import io.fleetport.domain.fleet.OrganizationId;
import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a verified token's claims mean here: the issuer's names become ours. Safe to use from many threads. */
final class ClaimReading {

    private static final String CLIENT = "client_id";

    private final SecuritySettings settings;
    private final Map<String, String> roleNames;
    private final Map<String, String> clientOrganizations;
    private final Set<String> audiences;

    /** @throws IllegalArgumentException when a setting is not of its form */
    ClaimReading(SecuritySettings settings) {
        this.settings = settings;
        roleNames = settings.roleNames();
        clientOrganizations = settings.clientOrganizations();
        audiences = Set.copyOf(settings.audiences());
    }

    /** Empty when the token is for others, or names no organization: everything we serve belongs to one. */
    Optional<Authentication> read(JWTClaimsSet claims) {
        @Nullable String subject = claims.getSubject();
        Optional<OrganizationId> organization = organization(claims);
        if (subject == null || subject.isBlank() || organization.isEmpty() || !isForUs(claims)) {
            return Optional.empty();
        }
        Set<String> roles = roles(claims);
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(TokenClaims.ORGANIZATION, organization.get().value());
        attributes.put(TokenClaims.ROLES, List.copyOf(roles));
        attributes.put(TokenClaims.EXPIRES, claims.getExpirationTime().toInstant());
        if (claims.getClaims().containsKey(TokenClaims.VEHICLES)) {
            attributes.put(TokenClaims.VEHICLES, texts(claims.getClaim(TokenClaims.VEHICLES)));
        }
        return Optional.of(Authentication.build(subject, roles, attributes));
    }

    private boolean isForUs(JWTClaimsSet claims) {
        List<String> named = claims.getAudience();
        return named.isEmpty()
                ? claims.getClaim(CLIENT) instanceof String client && audiences.contains(client)
                : named.stream().anyMatch(audiences::contains);
    }

    private Optional<OrganizationId> organization(JWTClaimsSet claims) {
        Object named = claims.getClaim(settings.organizationClaim());
        if (named == null && claims.getClaim(CLIENT) instanceof String client) {
            named = clientOrganizations.get(client);
        }
        try {
            return named instanceof String text ? Optional.of(new OrganizationId(text)) : Optional.empty();
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private Set<String> roles(JWTClaimsSet claims) {
        Set<String> roles = new LinkedHashSet<>();
        for (String name : texts(claims.getClaim(settings.rolesClaim()))) {
            roles.add(roleNames.getOrDefault(name, name));
        }
        String prefix = settings.scopePrefix();
        for (String scope : scopes(claims)) {
            if (!prefix.isEmpty() && scope.startsWith(prefix)) {
                roles.add(scope.substring(prefix.length()));
            }
        }
        return roles;
    }

    /** A text with spaces (RFC 9068), or a list as some issuers have it. */
    private static Collection<String> scopes(JWTClaimsSet claims) {
        return claims.getClaim("scope") instanceof String text
                ? List.of(text.split(" ", -1))
                : texts(claims.getClaim("scp"));
    }

    /** A claim in another form than a text or a list of texts says nothing. */
    private static Collection<String> texts(@Nullable Object claim) {
        if (claim instanceof String text) {
            return List.of(text);
        }
        return claim instanceof Collection<?> items
                ? items.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
