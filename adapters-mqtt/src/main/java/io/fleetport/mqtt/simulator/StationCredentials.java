package io.fleetport.mqtt.simulator;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What simulated stations prove themselves with, and whom they trust. Asked once for each station; safe to call from many
 * threads.
 */
@FunctionalInterface
public interface StationCredentials {

    /** The key and certificate of this station; the common name of the certificate is the station's id. */
    Credential of(String stationId);

    /**
     * A certificate and its key, and whom the station believes.
     *
     * @param chain the station's own certificate first, then its issuers as far as the broker needs them
     * @param brokerAuthorities the certificates the broker's chain may end in; at least one
     */
    record Credential(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> brokerAuthorities) {
        public Credential {
            chain = List.copyOf(chain);
            brokerAuthorities = List.copyOf(brokerAuthorities);
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("chain must not be empty");
            }
            if (brokerAuthorities.isEmpty()) {
                throw new IllegalArgumentException("brokerAuthorities must not be empty");
            }
        }
    }
}
