package io.fleetport.bootstrap.wiring;

import io.fleetport.application.eventbus.EventForwarding;
import io.fleetport.application.eventbus.ForwardingSettings;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.Stores;
import io.fleetport.aws.eventbridge.EventBridgeBus;
import io.fleetport.aws.sdk.AwsAccess;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.time.Clock;
import java.time.Duration;

/** The way of events to a bus of the operator's own. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class EventBusBeans {

    static final String BUS_NAME = "fleetport.events.bus-name";

    /** EventBridge answers within tens of milliseconds; nobody waits for it but the queue. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private static final Duration CALL = Duration.ofSeconds(20);

    @Context
    EventNews eventNews(
            Deployment deployment,
            ProcessRoles roles,
            Settings settings,
            Stores stores,
            Clock clock,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        if (!roles.doesJobs()) {
            return new EventNews(() -> {});
        }
        return switch (deployment.events()) {
            case NONE -> new EventNews(() -> {});
            case EVENTBRIDGE -> {
                AwsAccess access = access(settings).counting(meters);
                String name = settings.required(BUS_NAME, "fleetport.events.bus is eventbridge");
                EventBridgeBus bus = shutdown.started("event bus", open(access, name));
                EventForwarding forwarding = new EventForwarding(
                        "eventbridge/" + name,
                        bus,
                        stores.busQueue(),
                        forwarding(settings, access.callTimeout()),
                        clock,
                        meters);
                forwarding.start();
                shutdown.started("event forwarding", forwarding);
                yield new EventNews(forwarding::wake);
            }
        };
    }

    private static AwsAccess access(Settings settings) {
        return AwsSettings.access(settings, "fleetport.events", ATTEMPT, CALL);
    }

    private static EventBridgeBus open(AwsAccess access, String name) {
        try {
            return EventBridgeBus.open(access, name);
        } catch (PortRefused e) {
            throw new WrongSetting(BUS_NAME + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * @param call how long one request to the bus may take: in the time the bus is held, a batch that fails slowly has ended,
     *     as it stops at the first request that does
     */
    static ForwardingSettings forwarding(Settings settings, Duration call) {
        ForwardingSettings usual = ForwardingSettings.DEFAULT;
        Duration first = settings.duration("fleetport.events.first-pause", usual.firstPause(), Duration.ofMillis(1));
        Duration longest = usual.longestPause().compareTo(first) < 0 ? first : usual.longestPause();
        return new ForwardingSettings(
                settings.number("fleetport.events.batch", usual.batch(), 1, 1_000),
                first,
                settings.duration("fleetport.events.longest-pause", longest, first),
                usual.hold().plus(call));
    }
}
