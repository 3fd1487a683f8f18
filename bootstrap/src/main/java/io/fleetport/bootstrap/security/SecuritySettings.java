package io.fleetport.bootstrap.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens are believed.
 *
 * @param issuer the {@code iss} claim of believed tokens
 * @param audience what their {@code aud} claim must contain
 * @param developmentKey where the development issuer keeps its key; absent where tokens come from elsewhere. Allowed in
 *     the {@code local} environment only
 */
@ConfigurationProperties("fleetport.security")
public record SecuritySettings(
        @NotBlank @Bindable(defaultValue = DEFAULT_ISSUER) String issuer,
        @NotBlank @Bindable(defaultValue = DEFAULT_AUDIENCE) String audience,
        @Nullable Path developmentKey) {

    /** What the development issuer calls itself. */
    public static final String DEFAULT_ISSUER = "fleetport-development";

    public static final String DEFAULT_AUDIENCE = "fleetport";
}
