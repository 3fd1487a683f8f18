package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.Subject;

/** Stands in a process that nobody brings telemetry to: being asked is a mistake in the wiring. */
final class NoIntake implements IngestTelemetry {

    @Override
    public boolean offer(Delivery delivery) {
        throw new IllegalStateException("this process takes in no telemetry");
    }

    @Override
    public void whenRoom(Subject subject, Runnable resume) {
        throw new IllegalStateException("this process takes in no telemetry");
    }
}
