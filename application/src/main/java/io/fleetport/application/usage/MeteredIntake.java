package io.fleetport.application.usage;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.Usage.Meter;
import io.fleetport.application.port.out.VehicleKey;

/** Counts what became durable, for whoever it was. A duplicate costs its organization nothing. Safe to use from many threads. */
public final class MeteredIntake implements IngestTelemetry {

    private final IngestTelemetry intake;
    private final UsageMeter meter;

    public MeteredIntake(IngestTelemetry intake, UsageMeter meter) {
        this.intake = intake;
        this.meter = meter;
    }

    @Override
    public boolean offer(Delivery delivery) {
        return intake.offer(delivery.settledBy(outcome -> {
            count(delivery, outcome);
            delivery.settlement().settled(outcome);
        }));
    }

    private void count(Delivery delivery, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted accepted -> count(delivery, accepted(delivery.subject()));
            case Outcome.DeadLettered kept -> count(delivery, Meter.DEAD_LETTERS);
            case Outcome.Duplicate known -> {}
        }
    }

    private static Meter accepted(Subject subject) {
        return switch (subject) {
            case VehicleKey vehicle -> Meter.READINGS;
            case StationKey station -> Meter.STATION_MESSAGES;
        };
    }

    private void count(Delivery delivery, Meter what) {
        meter.count(delivery.organization(), what, 1);
        meter.count(delivery.organization(), Meter.RAW_BYTES, delivery.raw().length);
    }

    @Override
    public void whenRoom(Subject subject, Runnable resume) {
        intake.whenRoom(subject, resume);
    }
}
