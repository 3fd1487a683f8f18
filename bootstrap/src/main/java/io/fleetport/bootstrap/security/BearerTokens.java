package io.fleetport.bootstrap.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.scope.Remembered;
import io.micronaut.security.authentication.Authentication;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Verifies bearer tokens (RFC 7519, RFC 8725) against one issuer's keys. Safe to use from many threads. */
final class BearerTokens implements AutoCloseable {

    /** A few hundred bytes each. */
    private static final int MOST_REMEMBERED = 10_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final SigningKeys keys;
    private final ClaimReading reading;
    private final Duration clockSkew;

    /** By digest: verifying a signature takes longer than answering most requests. Nothing refused is remembered. */
    private final Remembered<String, Authentication> believed;

    /**
     * @param remembered how long a believed token is not verified again, unless it expires
     * @throws IllegalArgumentException when a setting is not of its form
     */
    BearerTokens(SigningKeys keys, SecuritySettings settings, Duration remembered) {
        this.keys = keys;
        clockSkew = settings.clockSkew();
        believed = new Remembered<>(remembered, MOST_REMEMBERED, System::nanoTime);
        reading = new ClaimReading(settings);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(keys.algorithms(), keys.source()));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(), Set.of("sub", "exp"));
        claims.setMaxClockSkew((int) settings.clockSkew().toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * Who bears the token; empty when it is not to be believed. May wait for the issuer.
     *
     * @throws SignInUnavailable when the issuer's keys cannot be had, so that nothing can be said of the token
     */
    Optional<Authentication> verify(String token) {
        try {
            Authentication bearer =
                    believed.get(digest(token), unknown -> verified(token).orElseThrow(NotBelieved::new));
            return hasExpired(bearer) ? Optional.empty() : Optional.of(bearer);
        } catch (NotBelieved refused) {
            return Optional.empty();
        }
    }

    private boolean hasExpired(Authentication bearer) {
        return bearer.getAttributes().get(TokenClaims.EXPIRES) instanceof Instant end
                && !Instant.now().isBefore(end.plus(clockSkew));
    }

    private Optional<Authentication> verified(String token) {
        try {
            return reading.read(processor.process(token, null));
        } catch (RateLimitReachedException unknownKey) {
            // Looked for a moment ago and not there.
            return Optional.empty();
        } catch (KeySourceException e) {
            throw new SignInUnavailable(e);
        } catch (ParseException | BadJOSEException | JOSEException notBelieved) {
            return Optional.empty();
        }
    }

    private static String digest(String token) {
        return HexFormat.of().formatHex(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
    }

    /** Keeps a refusal from being remembered. */
    private static final class NotBelieved extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotBelieved() {
            super("not believed", null, false, false);
        }
    }

    /** Ends the fetching of keys. */
    @Override
    public void close() throws IOException {
        if (keys.source() instanceof Closeable fetching) {
            fetching.close();
        }
    }
}
