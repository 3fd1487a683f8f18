package io.fleetport.bootstrap.wiring;

/** Holds where spans go somewhere. Nothing of it is loaded otherwise. */
final class IsTraced extends IsSet {

    IsTraced() {
        super(TelemetryBeans.SPANS);
    }
}
