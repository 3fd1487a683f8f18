package io.fleetport.bootstrap.wiring;

/** Holds where metrics are pushed somewhere. */
final class PushesMetrics extends IsSet {

    PushesMetrics() {
        super(TelemetryBeans.METRICS);
    }
}
