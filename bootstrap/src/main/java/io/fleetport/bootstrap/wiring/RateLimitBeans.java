package io.fleetport.bootstrap.wiring;

import io.fleetport.application.memory.InProcessRateLimits;
import io.fleetport.application.port.out.RateLimits;
import io.fleetport.aws.elasticache.RedisRateLimits;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.time.Duration;

/** Who counts the requests of callers and organizations. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class RateLimitBeans {

    /** A few megabytes; there are far fewer callers than that in any two seconds. */
    private static final int MOST_BUCKETS = 50_000;

    /** Redis answers within a millisecond; a request may wait for it a hundred times as long, once. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    @Context
    RateLimits limits(
            Deployment deployment,
            ProcessRoles roles,
            Settings settings,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        RateLimits own = new InProcessRateLimits(MOST_BUCKETS, System::nanoTime);
        if (!roles.answersRequests() && !roles.servesLive()) {
            return own;
        }
        return switch (deployment.limits()) {
            case IN_PROCESS -> own;
            case REDIS -> {
                RedisRateLimits shared = shutdown.started(
                        "shared limits",
                        new RedisRateLimits(
                                LiveSettings.redis(settings),
                                settings.duration("fleetport.limits.patience", PATIENCE, Duration.ofMillis(1)),
                                own,
                                meters));
                shared.start();
                yield shared;
            }
        };
    }
}
