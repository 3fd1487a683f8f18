package io.fleetport.bootstrap.wiring;

/** For what needs a certificate and a domain. */
final class HearsVehicles extends OfRole {

    HearsVehicles() {
        super(ProcessRole.EDGE);
    }
}
