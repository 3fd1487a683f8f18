package io.fleetport.application.tracing;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.Tracing;

/**
 * The way in, with a step told of each message that is chosen, from its arrival until it is settled. Only put in front where
 * somebody looks on. Safe to use from many threads.
 */
public final class TracedIntake implements IngestTelemetry {

    private final IngestTelemetry intake;
    private final Tracing tracing;

    public TracedIntake(IngestTelemetry intake, Tracing tracing) {
        this.intake = intake;
        this.tracing = tracing;
    }

    @Override
    public boolean offer(Delivery delivery) {
        Tracing.Span span = tracing.receive(delivery);
        if (!span.context().isTrace()) {
            return intake.offer(delivery);
        }
        return intake.offer(delivery.traced(span.context()).settledBy(outcome -> {
            span.end(outcome);
            delivery.settlement().settled(outcome);
        }));
    }

    @Override
    public void whenRoom(Subject subject, Runnable resume) {
        intake.whenRoom(subject, resume);
    }
}
