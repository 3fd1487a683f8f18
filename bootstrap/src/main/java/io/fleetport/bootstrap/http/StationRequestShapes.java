package io.fleetport.bootstrap.http;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What requests about stations carry, for the API's description; {@link JsonMembers} reads them. */
final class StationRequestShapes {

    private StationRequestShapes() {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "StationRegistration")
    record Registration(
            String stationId,

            @Schema(description = "1 to 128 characters; without one it is the id") @Nullable
            String name,

            @Nullable Double latitude,
            @Nullable Double longitude,

            @Schema(description = "a certification request (PKCS#10) in PEM; the private key stays where it is")
            @Nullable
            String csr) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "StationChange", description = "What is absent or null stays as it is.")
    record Change(
            @Nullable String name,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "CertificationRequest")
    record Certification(
            @Schema(description = "a certification request (PKCS#10) in PEM")
            String csr) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "CommandRequest")
    record Command(
            @Schema(
                    type = "string",
                    allowableValues = {
                        "reserve_slot",
                        "reserve_pack",
                        "release",
                        "lock",
                        "unlock",
                        "restart",
                        "set_charge_limit"
                    })
            String command,

            @Nullable String slotId,
            @Nullable String packId,
            @Nullable String connectorId,

            @Schema(description = "1 to 100") @Nullable Double limitPercent,

            @Schema(description = "1 to 3600, by default 60") @Nullable
            Double expiresInS) {}
}
