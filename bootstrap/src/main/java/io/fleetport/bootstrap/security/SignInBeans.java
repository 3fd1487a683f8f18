package io.fleetport.bootstrap.security;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Believes the development issuer where one is configured, which the local environment alone may do; else the issuer named. */
@Factory
final class SignInBeans {

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
        return DevelopmentIssuer.open(keyFile, settings.issuer(), settings.firstAudience(), Clock.systemUTC());
    }

    @Context
    @Bean(preDestroy = "close")
    BearerTokens tokens(SecuritySettings settings, CallerMemory memory, @Nullable DevelopmentIssuer development) {
        try {
            SigningKeys keys = development != null ? SigningKeys.of(development) : SigningKeys.of(settings);
            return new BearerTokens(keys, settings, memory.remembered());
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
