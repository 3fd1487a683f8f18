package io.fleetport.bootstrap.security;

import io.fleetport.domain.fleet.OrganizationId;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Believes only tokens that name an organization: everything we serve belongs to one. */
@Singleton
final class OrganizationClaim<T> implements GenericJwtClaimsValidator<T> {

    @Override
    public boolean validate(Claims claims, @Nullable T request) {
        if (!(claims.get(TokenClaims.ORGANIZATION) instanceof String organization)) {
            return false;
        }
        try {
            return !new OrganizationId(organization).value().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
