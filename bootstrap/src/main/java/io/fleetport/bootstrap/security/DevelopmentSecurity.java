package io.fleetport.bootstrap.security;

import com.nimbusds.jose.JWSAlgorithm;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.security.token.jwt.signature.SignatureConfiguration;
import io.micronaut.security.token.jwt.signature.ec.ECSignature;
import io.micronaut.security.token.jwt.signature.ec.ECSignatureConfiguration;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;

/** Believes the development issuer where one is configured, which the local environment alone may do. */
@Factory
final class DevelopmentSecurity {

    /** The environment everything embedded and made up is confined to. */
    static final String LOCAL = "local";

    @Context
    @Requires(property = "fleetport.security.development-key")
    DevelopmentIssuer developmentIssuer(SecuritySettings settings, Environment environment) {
        Path keyFile = settings.developmentKey();
        if (keyFile == null || !environment.getActiveNames().contains(LOCAL)) {
            throw new ConfigurationException("fleetport.security.development-key is set outside the environment "
                    + LOCAL + ": anyone who can read that file could sign in as anyone");
        }
        return DevelopmentIssuer.open(keyFile, settings.issuer(), settings.audience(), Clock.systemUTC());
    }

    @Context
    @Requires(property = "fleetport.security.development-key")
    SignatureConfiguration developmentSignature(DevelopmentIssuer issuer) {
        ECPublicKey key = issuer.publicKey();
        return new ECSignature(new ECSignatureConfiguration() {
            @Override
            public ECPublicKey getPublicKey() {
                return key;
            }

            @Override
            public JWSAlgorithm getJwsAlgorithm() {
                return JWSAlgorithm.ES256;
            }
        });
    }
}
