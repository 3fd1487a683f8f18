package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.StationCertificates.Issued;
import io.fleetport.domain.station.StationId;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a station needs beside its own private key to connect: its certificate, whom to trust, and where to go. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "StationCertificate")
record CertificateShape(
        @Schema(description = "the station's certificate with its chain, PEM")
        String certificate,

        @Schema(description = "the authority the station must trust, PEM")
        String authority,

        Instant certificateExpiresAt,
        @Nullable BrokerShape broker) {

    /** Where to speak, and below which topic. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Broker")
    record BrokerShape(String host, int port, String topicPrefix) {}

    static CertificateShape of(StationId station, Issued issued, @Nullable BrokerAddress broker) {
        return new CertificateShape(
                issued.certificatePem(),
                issued.authorityPem(),
                issued.expiresAt(),
                broker == null ? null : new BrokerShape(broker.host(), broker.port(), "ev/station/" + station));
    }
}
