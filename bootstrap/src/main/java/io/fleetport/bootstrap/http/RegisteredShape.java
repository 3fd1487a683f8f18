package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A registered station and, when it was certified at once, all it needs to connect. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "RegisteredStation")
record RegisteredShape(
        @JsonUnwrapped StationShape station,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String certificate,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String authority,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant certificateExpiresAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) CertificateShape.@Nullable BrokerShape broker) {

    static RegisteredShape of(StationShape station, @Nullable CertificateShape certificate) {
        return certificate == null
                ? new RegisteredShape(station, null, null, null, null)
                : new RegisteredShape(
                        station,
                        certificate.certificate(),
                        certificate.authority(),
                        certificate.certificateExpiresAt(),
                        certificate.broker());
    }
}
