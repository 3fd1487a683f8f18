package io.fleetport.bootstrap.http;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A reading as delivered; for the description only, {@link ReadingReader} reads it. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(
        name = "Reading",
        description =
                "Absent means unchanged, null means the vehicle cannot measure it now. Any other member that is a number, true, false or a text becomes a signal of its own, in the unit its name ends in.")
record ReadingShape(
        @Schema(description = "what you call the vehicle", example = "van-7")
        String vehicleId,

        Instant observedAt,
        @Nullable String vehicleName,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Double speedKmh,
        @Nullable Double gpsSpeedKmh,
        @Nullable Double headingDeg,
        @Nullable Double altitudeM,
        @Nullable Double hdop,
        @Nullable Double odometerKm,
        @Nullable Double socPercent,
        @Nullable Double energyRemainingKwh,
        @Nullable Double batteryCapacityKwh,
        @Nullable Double packVoltageV,
        @Nullable Double packCurrentA,
        @Nullable Double packPowerKw,
        @Nullable Double fuelRateLph,
        @Nullable Double fuelLevelPercent,
        @Nullable Double engineSpeedRpm,
        @Nullable Boolean ignition,
        @Nullable String gear) {}
