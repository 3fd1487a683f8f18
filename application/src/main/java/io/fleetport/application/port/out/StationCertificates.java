package io.fleetport.application.port.out;

import java.time.Instant;

/** Signs the certificates by which stations prove who they are. Safe to call from many threads. */
public interface StationCertificates {

    /**
     * Signs a station's request. The same request may be signed again; every certificate stays valid until it expires.
     *
     * @param stationId becomes the common name, whatever else the request asks for
     * @param csrPem a PKCS #10 certificate request in PEM
     * @throws CsrRefused when the request cannot be signed; the message is meant for the caller
     */
    Issued sign(String stationId, String csrPem);

    /**
     * @param certificatePem the station's certificate
     * @param authorityPem what the station trusts to know the broker, and the broker to know the station
     */
    record Issued(String certificatePem, String authorityPem, Instant expiresAt) {}

    /** The request is not as it must be. The message says what is wrong with it and holds no secret. */
    final class CsrRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CsrRefused(String message) {
            super(message);
        }

        public CsrRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
