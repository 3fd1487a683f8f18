package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.Credential;
import io.fleetport.bootstrap.local.DevelopmentAuthority;
import io.fleetport.tesla.simulator.ClientCredentials;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Certificates for simulated vehicles from a local server's own authority. */
record SimulatedCredentials(DevelopmentAuthority authority) implements ClientCredentials {

    @Override
    public Identity of(String vin) {
        Credential issued = authority.issueVehicle(vin, Instant.now());
        return new Identity(issued.key(), issued.chain());
    }

    @Override
    public List<X509Certificate> serverAuthorities() {
        return List.of(authority.certificate());
    }
}
