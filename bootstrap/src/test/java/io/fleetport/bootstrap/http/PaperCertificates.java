package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.StationCertificates;

/** Certifies whoever asks nicely. */
final class PaperCertificates implements StationCertificates {

    @Override
    public Issued sign(String stationId, String csrPem) {
        if (!csrPem.startsWith("please")) {
            throw new CsrRefused("csr must be a certification request in PEM");
        }
        return new Issued("certificate of " + stationId, "authority", Fleet.NOON.plusSeconds(86_400));
    }
}
