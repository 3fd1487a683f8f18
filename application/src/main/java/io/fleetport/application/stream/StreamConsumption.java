package io.fleetport.application.stream;

import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * The way out of the stream: hands what each shard's entries hold to the intake, in their order, and tells up to which entry
 * everything is durable. An entry that cannot be read is a dead letter of whom it is about, or of the operator when not
 * even that is known; it stops nothing else. Safe to use from many threads.
 */
public final class StreamConsumption implements StreamReader.ShardConsumers {

    private final IngestTelemetry intake;
    private final EntryForm form;
    private final OrganizationId operator;
    private final Clock clock;
    private final ConsumptionMeters meters;
    private final Tracing tracing;

    /** One that nobody looks at. */
    public StreamConsumption(
            IngestTelemetry intake, EntryForm form, OrganizationId operator, Clock clock, MeterRegistry registry) {
        this(intake, form, operator, clock, registry, Tracing.OFF);
    }

    /**
     * @param intake that stores
     * @param operator keeps the dead letters of nobody
     */
    public StreamConsumption(
            IngestTelemetry intake,
            EntryForm form,
            OrganizationId operator,
            Clock clock,
            MeterRegistry registry,
            Tracing tracing) {
        this.intake = intake;
        this.form = form;
        this.operator = operator;
        this.clock = clock;
        this.meters = new ConsumptionMeters(registry);
        this.tracing = tracing;
    }

    @Override
    public StreamReader.ShardConsumer of(String shard) {
        return new ShardIntake(shard, intake, form, operator, clock, meters, tracing);
    }
}
