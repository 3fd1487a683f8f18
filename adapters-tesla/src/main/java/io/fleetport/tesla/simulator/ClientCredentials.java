package io.fleetport.tesla.simulator;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What simulated vehicles prove themselves with, and whom they trust. Safe to call from many threads.
 *
 * <p>Asked once for every connection, on the thread that carries it: an answer should take no longer than a signature. All
 * vehicles may share one key pair; it is the certificate that tells them apart.
 */
public interface ClientCredentials {

    /** The key and certificate of the vehicle with this 17-character VIN. */
    Identity of(String vin);

    /** The certificates a server's chain may end in; at least one. */
    List<X509Certificate> serverAuthorities();

    /**
     * A certificate and its key.
     *
     * @param chain the vehicle's own certificate first, then its issuers as far as the server needs them
     */
    record Identity(PrivateKey key, List<X509Certificate> chain) {
        public Identity {
            chain = List.copyOf(chain);
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("chain must not be empty");
            }
        }
    }
}
