package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.in.IngestTelemetry;
import org.jspecify.annotations.Nullable;

/**
 * The intake that stores, apart from the one that sources deliver to.
 *
 * @param intake null in a process that stores no telemetry
 */
record StoringIntake(@Nullable IngestTelemetry intake) {

    IngestTelemetry required() {
        IngestTelemetry here = intake;
        if (here == null) {
            throw new IllegalStateException("this process stores no telemetry");
        }
        return here;
    }
}
