package io.fleetport.bootstrap.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long what was looked up of callers, and that a token is to be believed, is used again.
 *
 * @param remembered so long a revoked key or a removed member may still be let in by another process; 0s to look up always
 */
@ConfigurationProperties("fleetport.security")
public record CallerMemory(@Bindable(defaultValue = "5s") Duration remembered) {}
