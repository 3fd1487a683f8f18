package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewGaps.Named;
import io.fleetport.domain.trip.Gap;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An interval of a trip for which nobody can vouch. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Gap")
record GapShape(
        String vehicleId,
        String vehicleName,
        String tripId,
        Instant from,
        Instant until,
        double durationS,

        @Schema(
                type = "string",
                allowableValues = {"silence", "unmeasurable"})
        String cause,

        @Schema(description = "straight line between the positions before and after") @Nullable
        Double distanceKm) {

    static GapShape of(Named named) {
        Gap gap = named.gap();
        Double metres = gap.metresBetween();
        return new GapShape(
                gap.vehicle().toString(),
                named.vehicleName(),
                gap.trip().toString(),
                gap.from(),
                gap.until(),
                Duration.between(gap.from(), gap.until()).toMillis() / 1_000.0,
                gap.cause().name().toLowerCase(Locale.ROOT),
                metres == null ? null : OutwardValues.rounded(metres / 1_000));
    }
}
