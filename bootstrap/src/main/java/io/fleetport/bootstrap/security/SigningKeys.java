package io.fleetport.bootstrap.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys that believed tokens are signed with, and the algorithms allowed for it. Nothing is fetched before the first
 * token comes.
 */
record SigningKeys(JWKSource<SecurityContext> source, Set<JWSAlgorithm> algorithms) {

    private static final int CONNECT_MS = 2_000;
    private static final int READ_MS = 3_000;

    /** More than any issuer's keys take; bounds what a wrong address can make us read. */
    private static final int MOST_BYTES = 256 * 1024;

    /** An unknown key id makes us look for new keys at most so often, whoever sends such tokens. */
    private static final Duration LEAST_BETWEEN_FETCHES = Duration.ofSeconds(5);

    /** Refreshing begins so long before keys expire, so that no request waits for it. */
    private static final Duration AHEAD = Duration.ofSeconds(30);

    static SigningKeys of(DevelopmentIssuer issuer) {
        return new SigningKeys(new ImmutableJWKSet<>(new JWKSet(issuer.publicJwk())), Set.of(JWSAlgorithm.ES256));
    }

    /** @throws IllegalArgumentException when the settings allow a signature that proves nothing, or none */
    static SigningKeys of(SecuritySettings settings) {
        ResourceRetriever web = new DefaultResourceRetriever(CONNECT_MS, READ_MS, MOST_BYTES);
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(
                        new DiscoveredKeys<SecurityContext>(settings.issuer(), settings.keysUrl(), web))
                .cache(settings.keysFor().toMillis(), CONNECT_MS + READ_MS)
                .refreshAheadCache(Math.min(AHEAD.toMillis(), settings.keysFor().toMillis() / 4), false)
                .rateLimited(LEAST_BETWEEN_FETCHES.toMillis())
                .outageTolerant(settings.outageFor().toMillis())
                .build();
        return new SigningKeys(source, algorithms(settings));
    }

    private static Set<JWSAlgorithm> algorithms(SecuritySettings settings) {
        Set<JWSAlgorithm> allowed =
                settings.algorithmNames().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        for (JWSAlgorithm algorithm : allowed) {
            if (!JWSAlgorithm.Family.RSA.contains(algorithm) && !JWSAlgorithm.Family.EC.contains(algorithm)) {
                throw new IllegalArgumentException("fleetport.security.algorithms may hold RS256, RS384, RS512, PS256,"
                        + " PS384, PS512, ES256, ES384 and ES512 but has " + algorithm);
            }
        }
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("fleetport.security.algorithms must name at least one");
        }
        return allowed;
    }
}
