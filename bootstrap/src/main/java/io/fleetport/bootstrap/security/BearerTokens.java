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
import io.micronaut.security.authentication.Authentication;
import java.io.Closeable;
import java.io.IOException;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/** Verifies bearer tokens (RFC 7519, RFC 8725) against one issuer's keys. Safe to use from many threads. */
final class BearerTokens implements AutoCloseable {

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final SigningKeys keys;
    private final ClaimReading reading;

    /** @throws IllegalArgumentException when a setting is not of its form */
    BearerTokens(SigningKeys keys, SecuritySettings settings) {
        this.keys = keys;
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

    /** Ends the fetching of keys. */
    @Override
    public void close() throws IOException {
        if (keys.source() instanceof Closeable fetching) {
            fetching.close();
        }
    }
}
