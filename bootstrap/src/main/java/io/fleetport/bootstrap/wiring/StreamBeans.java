package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.privacy.VinKeeping;
import io.fleetport.application.stream.EntryForm;
import io.fleetport.application.stream.OwnEntries;
import io.fleetport.application.stream.StreamConsumption;
import io.fleetport.application.stream.StreamPublication;
import io.fleetport.application.tenancy.VehicleAdmission;
import io.fleetport.aws.kinesis.KinesisReader;
import io.fleetport.aws.kinesis.KinesisStream;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.record.KinesisRecords;
import io.fleetport.tesla.record.TeslaRecords;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The stream between processes that hear and those that store, and the streams of others that are read here. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class StreamBeans {

    /** Streams that this process reads, by name. */
    record Readings(Map<String, EntryForm> streams) {}

    /** The way into the stream, started. */
    static StreamPublication publication(
            Settings settings, Tracing tracing, ShutdownOrder shutdown, MeterRegistry meters) {
        String name = KinesisSettings.name(settings);
        KinesisStream stream;
        try {
            stream = KinesisStream.open(
                    KinesisSettings.access(settings).counting(meters), name, KinesisSettings.limits(settings));
        } catch (PortRefused e) {
            throw new WrongSetting("fleetport.stream.name cannot be used: " + e.getMessage(), e);
        }
        shutdown.started("stream", stream);
        StreamPublication publication = new StreamPublication(stream, Limits.publication(settings), meters, tracing);
        publication.start();
        return shutdown.started("way into the stream", publication);
    }

    /** Begins when the intake is there, and so ends before it does. */
    @Context
    Readings readings(
            ProcessRoles roles,
            Settings settings,
            StoringIntake storing,
            VinKeeping pseudonyms,
            VehicleAdmission admission,
            Tracing tracing,
            Clock clock,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        Map<String, EntryForm> streams = new LinkedHashMap<>();
        if (roles.consumes() && roles.stream() == ProcessRoles.Stream.KINESIS) {
            streams.put(KinesisSettings.name(settings), new OwnEntries());
        }
        if (roles.consumes() && !MakerStreams.names(settings).isEmpty()) {
            MakerStreams makers = MakerStreams.of(settings);
            KinesisRecords records =
                    new KinesisRecords(new TeslaRecords(Limits.stream(settings).vehicleZone()));
            makers.streams()
                    .forEach((topic, name) ->
                            streams.put(name, new MakerRecords(records, topic, makers, pseudonyms, admission, meters)));
        }
        OrganizationId operator = Limits.operator(settings);
        streams.forEach((name, form) -> shutdown.started(
                "reading of " + name,
                new KinesisReader(
                                KinesisSettings.access(settings).counting(meters),
                                KinesisSettings.leases(settings).counting(meters),
                                KinesisSettings.reader(settings, name))
                        .read(new StreamConsumption(
                                form instanceof OwnEntries
                                        ? storing.required()
                                        : IntakeBeans.traced(storing.required(), tracing),
                                form,
                                operator,
                                clock,
                                meters,
                                tracing))));
        return new Readings(streams);
    }
}
