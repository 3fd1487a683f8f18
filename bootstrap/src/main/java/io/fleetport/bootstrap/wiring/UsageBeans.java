package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.usage.HistoryClearing;
import io.fleetport.application.usage.Quotas;
import io.fleetport.application.usage.UsageMeter;
import io.fleetport.tesla.stream.TeslaStreamServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** What each organization may use, and the counting of what it does. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class UsageBeans {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    @Context
    Usage usage(Stores stores) {
        return stores.usage();
    }

    @Context
    Quotas quotas(Settings settings, Organizations organizations, ShutdownOrder shutdown) {
        Quotas quotas = new Quotas(
                organizations, settings.duration("fleetport.quota.noticed-within", Duration.ofSeconds(5), MOMENT));
        quotas.start();
        return shutdown.started("quotas", quotas);
    }

    @Context
    @Requires(condition = DoesJobs.class)
    HistoryClearing historyClearing(
            Settings settings, Stores stores, Clock clock, ShutdownOrder shutdown, MeterRegistry meters) {
        HistoryClearing clearing = new HistoryClearing(
                stores.organizations(),
                stores.retention(),
                settings.duration("fleetport.history.cleared-every", Duration.ofHours(1), MOMENT),
                clock,
                meters);
        clearing.start();
        return shutdown.started("history clearing", clearing);
    }

    /** @param context has the vehicles' server, which is started after this */
    @Context
    UsageMeter meter(Settings settings, Usage usage, BeanContext context, Clock clock, ShutdownOrder shutdown) {
        UsageMeter meter = new UsageMeter(
                usage,
                // Neither before it is started nor when all is ending can it be asked for.
                () -> context.isRunning()
                        ? context.findBean(TeslaStreamServer.class)
                                .map(TeslaStreamServer::connected)
                                .orElse(Map.of())
                        : Map.of(),
                settings.duration("fleetport.usage.written-every", Duration.ofSeconds(10), MOMENT),
                clock);
        meter.start();
        return shutdown.started("usage meter", meter);
    }
}
