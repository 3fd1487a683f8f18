package io.fleetport.bootstrap.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Signs tokens for anyone who can read its key file. For one's own machine: a service outside the {@code local}
 * environment refuses to start with it. Safe to use from many threads.
 */
public final class DevelopmentIssuer {

    /** Longest life of a token: a demonstration over a weekend. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private final ECKey key;
    private final String issuer;
    private final String audience;
    private final Clock clock;

    private DevelopmentIssuer(ECKey key, String issuer, String audience, Clock clock) {
        this.key = key;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * An issuer with the default names.
     *
     * @param keyFile holds the P-256 key as JWK (RFC 7517); made on first use, readable by its owner only
     * @throws java.io.UncheckedIOException when the file can neither be read nor made
     * @throws IllegalStateException when it holds something else
     */
    public static DevelopmentIssuer open(Path keyFile, Clock clock) {
        return open(keyFile, SecuritySettings.DEFAULT_ISSUER, SecuritySettings.DEFAULT_AUDIENCE, clock);
    }

    /** As {@link #open(Path, Clock)} with other names for issuer and audience. */
    public static DevelopmentIssuer open(Path keyFile, String issuer, String audience, Clock clock) {
        return new DevelopmentIssuer(KeyFile.open(keyFile), issuer, audience, clock);
    }

    /**
     * A token for all vehicles of the organization.
     *
     * @param subject names the bearer in dead letters and logs
     * @param validFor at most {@link #LONGEST}
     */
    public String mint(OrganizationId organization, String subject, Collection<Role> roles, Duration validFor) {
        return mint(organization, subject, roles, validFor, Set.of());
    }

    /** As above; when {@code vehicles} is not empty, the bearer may deliver readings of these outside names only. */
    public String mint(
            OrganizationId organization,
            String subject,
            Collection<Role> roles,
            Duration validFor,
            Set<String> vehicles) {
        if (validFor.isNegative() || validFor.isZero() || validFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "validFor must be positive and at most " + LONGEST + " but is " + validFor);
        }
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(subject)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validFor)))
                .claim(TokenClaims.ORGANIZATION, organization.value())
                .claim(TokenClaims.ROLES, roles.stream().map(Role::outwardName).toList());
        if (!vehicles.isEmpty()) {
            claims.claim(TokenClaims.VEHICLES, List.copyOf(vehicles));
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the development key cannot sign", e);
        }
        return token.serialize();
    }

    /** What its signatures are checked against. */
    ECKey publicJwk() {
        return key.toPublicJWK();
    }

    /** As {@link #publicJwk}. */
    ECPublicKey publicKey() {
        try {
            return key.toECPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("the development key has no public part", e);
        }
    }
}
