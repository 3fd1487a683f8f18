package io.fleetport.bootstrap.wiring;

import io.fleetport.bootstrap.http.PartsHere;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.value.PropertyResolver;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What everything else is chosen by. Present where a {@link Server} starts the service; see {@link #DATA}. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class DeploymentBeans {

    /** Set by {@link Server} alone: without it nothing is wired, and whoever runs the context brings the ports. */
    static final String DATA = "fleetport.data";

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentBeans.class);

    @Context
    SecretValues secrets(PropertyResolver properties, ShutdownOrder shutdown) {
        return shutdown.started(
                "secrets", SecretValues.of(new Settings(name -> properties.getProperty(name, String.class))));
    }

    @Context
    Settings settings(SecretValues secrets) {
        return secrets.settings();
    }

    @Context
    Deployment deployment(Settings settings) {
        Deployment deployment = Deployment.of(settings);
        if (!deployment.isLocal()) {
            EmbeddedParts.requireAbsent();
        }
        LOG.info("deployment: {} {}", deployment, ProcessRoles.of(settings));
        return deployment;
    }

    /** @param deployment has refused roles that must not start */
    @Context
    ProcessRoles roles(Settings settings, Deployment deployment) {
        return ProcessRoles.of(settings);
    }

    @Context
    PartsHere parts(ProcessRoles roles, MeterRegistry meters) {
        for (String role : roles.names()) {
            Gauge.builder("fleetport.role", () -> 1)
                    .description("1 for each role of this process")
                    .tag("role", role)
                    .register(meters);
        }
        return new PartsHere(roles.names(), roles.answersRequests(), roles.servesLive(), roles.doesJobs());
    }

    @Context
    Clock clock() {
        return Clock.systemUTC();
    }
}
