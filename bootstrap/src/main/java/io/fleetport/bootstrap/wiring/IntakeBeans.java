package io.fleetport.bootstrap.wiring;

import io.fleetport.application.memory.InProcessLiveBus;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.EventBodies;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.application.privacy.PrivacyBook;
import io.fleetport.application.telemetry.ArchiveForwarding;
import io.fleetport.application.telemetry.IntakeEvents;
import io.fleetport.application.telemetry.IntakeStores;
import io.fleetport.application.telemetry.TelemetryIngestion;
import io.fleetport.application.tracing.TracedIntake;
import io.fleetport.application.usage.KeptHistory;
import io.fleetport.application.usage.MeteredIntake;
import io.fleetport.application.usage.QuotaGate;
import io.fleetport.application.usage.Quotas;
import io.fleetport.application.usage.UsageMeter;
import io.fleetport.application.webhook.WebhookDispatch;
import io.fleetport.aws.elasticache.RedisLiveBus;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.LocalVinIndex;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The way of telemetry from a source to the stores, the archive and those who watch. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class IntakeBeans {

    @Context
    VinIndex vinIndex(Settings settings, DataDirectory data) {
        return GivenKeys.find(settings, GivenKeys.VIN_INDEX)
                .map(LocalVinIndex::under)
                .orElseGet(() -> LocalVinIndex.in(data.keys()));
    }

    @Context
    LiveBus live(Deployment deployment, Settings settings, ShutdownOrder shutdown, MeterRegistry meters) {
        return switch (deployment.live()) {
            case IN_PROCESS -> new InProcessLiveBus(LiveSettings.window(settings));
            case REDIS -> {
                RedisLiveBus bus = shutdown.started("live bus", new RedisLiveBus(LiveSettings.redis(settings), meters));
                bus.start();
                yield bus;
            }
        };
    }

    @Context
    @Requires(condition = DoesJobs.class)
    ArchiveForwarding forwarding(
            Settings settings, Outbox outbox, Archive archive, ShutdownOrder shutdown, MeterRegistry meters) {
        ArchiveForwarding forwarding = new ArchiveForwarding(outbox, archive, Limits.archive(settings), meters);
        forwarding.start();
        return shutdown.started("archive forwarding", forwarding);
    }

    /**
     * What stores. A process that puts into the stream alone has none: two would tell the same trips.
     *
     * @param forwarding null, as {@code webhooks}, where other processes do the jobs: they look for themselves now and then
     */
    @Context
    StoringIntake storing(
            Deployment deployment,
            ProcessRoles roles,
            Settings settings,
            TelemetryLedger ledger,
            History history,
            Trips trips,
            Sessions sessions,
            Swaps swaps,
            LiveBus live,
            @Nullable ArchiveForwarding forwarding,
            PrivacyBook book,
            EventBodies bodies,
            @Nullable WebhookDispatch webhooks,
            EventNews news,
            Quotas quotas,
            Tracing tracing,
            UsageMeter meter,
            Clock clock,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        if (!roles.stores()) {
            return new StoringIntake(null);
        }
        TelemetryIngestion intake = new TelemetryIngestion(
                Limits.rules(settings),
                new IntakeStores(ledger, history, trips, sessions, swaps),
                live,
                clock,
                meters,
                deployment.archive() != Deployment.Archive.NONE,
                forwarding == null ? () -> {} : forwarding::wake,
                book,
                new IntakeEvents(bodies, () -> {
                    if (webhooks != null) {
                        webhooks.wake();
                    }
                    news.committed().run();
                }),
                tracing);
        intake.start();
        shutdown.started("intake", intake);
        return new StoringIntake(new KeptHistory(new MeteredIntake(intake, meter), quotas::of, clock));
    }

    /** Whoever hears a message first begins its trace. */
    static IngestTelemetry traced(IngestTelemetry intake, Tracing tracing) {
        return tracing == Tracing.OFF ? intake : new TracedIntake(intake, tracing);
    }

    /** What sources deliver to. The quota stands in front of the stream: behind it, it would hold up everybody. */
    @Context
    IngestTelemetry intake(
            ProcessRoles roles,
            Settings settings,
            StoringIntake storing,
            Quotas quotas,
            Tracing tracing,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        if (!roles.publishes() && !roles.stores()) {
            return new NoIntake();
        }
        IngestTelemetry intake =
                roles.publishes() ? StreamBeans.publication(settings, tracing, shutdown, meters) : storing.required();
        QuotaGate gate = new QuotaGate(intake, quotas::of, System::nanoTime, meters);
        gate.start();
        return traced(shutdown.started("quota gate", gate), tracing);
    }
}
