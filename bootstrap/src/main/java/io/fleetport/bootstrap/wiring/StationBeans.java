package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.StationCertificates;
import io.fleetport.application.port.out.StationCommandChannel;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.privacy.ErasedVehicles;
import io.fleetport.application.privacy.PrivacyBook;
import io.fleetport.application.station.CommandExpiry;
import io.fleetport.application.station.DirectorySettings;
import io.fleetport.application.station.StationDirectory;
import io.fleetport.bootstrap.http.BrokerAddress;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.StationAuthority;
import io.fleetport.bootstrap.local.broker.EmbeddedBroker;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationRule;
import io.fleetport.mqtt.ReceiverSettings;
import io.fleetport.mqtt.StationCommandSender;
import io.fleetport.mqtt.StationReceiver;
import io.fleetport.mqtt.link.BrokerLink;
import io.fleetport.mqtt.link.StationDownlink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** The way of stations: whose they are, which broker they speak to, and how they are answered. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class StationBeans {

    private static final String LOCAL_ORGANIZATION = "demo";

    @Context
    StationRule rule(Settings settings) {
        return Limits.stations(settings);
    }

    @Context
    StationDirectory directory(Deployment deployment, Settings settings, Stations stations, ShutdownOrder shutdown) {
        return shutdown.started(
                "station directory",
                StationDirectory.open(
                        stations,
                        DirectorySettings.of(newcomers(deployment, settings).orElse(null))));
    }

    /** Whose those stations become that nobody registered. */
    static Optional<OrganizationId> newcomers(Deployment deployment, Settings settings) {
        return settings.text("fleetport.stations.default-organization")
                .or(() -> deployment.isLocal() ? Optional.of(LOCAL_ORGANIZATION) : Optional.empty())
                .map(OrganizationId::new);
    }

    @Context
    StationReceiver receiver(
            Settings settings,
            StationDirectory directory,
            Pseudonyms pseudonyms,
            PrivacyBook book,
            IngestTelemetry intake,
            Clock clock,
            MeterRegistry meters) {
        ReceiverSettings usual = ReceiverSettings.DEFAULT;
        return new StationReceiver(
                new ReceiverSettings(
                        usual.topicPrefix(),
                        Limits.stationMessageBytes(settings),
                        Limits.operator(settings),
                        usual.mostReports(),
                        usual.retryAfter()),
                directory,
                new ErasedVehicles(pseudonyms, book),
                intake,
                clock,
                meters);
    }

    /** The authority of the stations of the embedded broker; others have theirs elsewhere. */
    @Singleton
    StationCertificates certificates(Deployment deployment, DataDirectory data, Clock clock) {
        if (deployment.broker() != Deployment.Broker.EMBEDDED) {
            throw new DisabledBeanException("certificates of stations come from elsewhere");
        }
        return authority(data, clock);
    }

    private static StationAuthority authority(DataDirectory data, Clock clock) {
        return StationAuthority.in(LocalLayout.stationAuthority(data.root()), clock);
    }

    @Context
    StationDownlink broker(
            Deployment deployment,
            ProcessRoles roles,
            Settings settings,
            DataDirectory data,
            StationReceiver receiver,
            Clock clock,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        if (!roles.hearsStations() && !roles.commandsStations()) {
            return new NoBroker();
        }
        return switch (deployment.broker()) {
            case EMBEDDED -> {
                StationAuthority authority = authority(data, clock);
                yield shutdown.started(
                        "stations' broker",
                        EmbeddedBroker.start(
                                data,
                                BrokerSettings.embedded(settings),
                                authority.issueServer(),
                                authority.certificate(),
                                authority.issueOwn(),
                                receiver,
                                receiver::refused,
                                clock,
                                meters));
            }
            case OUTSIDE ->
                shutdown.started(
                        "link to the stations' broker",
                        BrokerLink.start(
                                roles.hearsStations()
                                        ? BrokerSettings.outside(settings)
                                        : BrokerSettings.commandsOnly(settings),
                                receiver,
                                clock,
                                meters));
            case NONE -> new NoBroker();
        };
    }

    @Singleton
    BrokerAddress address(Deployment deployment, Settings settings) {
        return switch (deployment.broker()) {
            case EMBEDDED ->
                new BrokerAddress("localhost", BrokerSettings.embedded(settings).port());
            case OUTSIDE -> BrokerSettings.toldToStations(settings);
            case NONE -> throw new DisabledBeanException("there is no broker");
        };
    }

    @Context
    StationCommandChannel channel(StationDownlink downlink, Clock clock) {
        return new StationCommandSender(downlink, ReceiverSettings.DEFAULT.topicPrefix(), clock);
    }

    @Context
    @Requires(condition = DoesJobs.class)
    CommandExpiry commandExpiry(StationCommands commands, Clock clock, ShutdownOrder shutdown, MeterRegistry meters) {
        CommandExpiry expiry = new CommandExpiry(commands, clock, meters);
        expiry.start();
        return shutdown.started("command expiry", expiry);
    }
}
