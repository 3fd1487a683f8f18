package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewAvailability.Observed;
import io.fleetport.domain.station.StationAvailability;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How a station was over a time. The shares are of all of it; a share of nothing is null. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Availability")
record AvailabilityShape(
        String stationId,
        Instant from,
        Instant until,
        double durationS,
        double observedS,
        @Nullable Double operationalPercent,
        @Nullable Double degradedPercent,
        @Nullable Double maintenancePercent,
        @Nullable Double offlinePercent,
        @Nullable Double notObservedPercent,

        @Schema(description = "operational or degraded, of the time observed") @Nullable
        Double availablePercent,

        @Schema(description = "known to be operational or degraded, of all the time") @Nullable
        Double availablePercentOfAll,

        List<StretchShape> stretches,

        @Schema(description = "whether there are more stretches than are shown")
        boolean stretchesCut,

        List<StationGapShape> gaps) {

    /** A time in which nothing changed. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Stretch")
    record StretchShape(
            @Schema(
                    type = "string",
                    allowableValues = {"operational", "degraded", "maintenance", "offline", "not_observed"})
            String state,

            Instant from,
            Instant until,
            double durationS) {
        static StretchShape of(StationAvailability.Stretch stretch) {
            String state =
                    switch (stretch) {
                        case StationAvailability.Observed observed -> OutwardValues.name(observed.status());
                        case StationAvailability.Unobserved unobserved -> "not_observed";
                    };
            return new StretchShape(
                    state,
                    stretch.from(),
                    stretch.until(),
                    OutwardValues.seconds(Duration.between(stretch.from(), stretch.until())));
        }
    }

    static AvailabilityShape of(StationId station, Observed observed) {
        StationAvailability availability = observed.availability();
        return new AvailabilityShape(
                station.toString(),
                availability.from(),
                availability.until(),
                OutwardValues.seconds(Duration.between(availability.from(), availability.until())),
                OutwardValues.seconds(availability.observedInAll()),
                percent(availability, StationStatus.OPERATIONAL),
                percent(availability, StationStatus.DEGRADED),
                percent(availability, StationStatus.MAINTENANCE),
                percent(availability, StationStatus.OFFLINE),
                percent(availability.percentOfAll(availability.notObserved())),
                percent(availability.availablePercentOfObserved()),
                percent(availability.availablePercentOfAll()),
                availability.stretches().stream().map(StretchShape::of).toList(),
                availability.cut(),
                observed.gaps().stream().map(StationGapShape::of).toList());
    }

    private static @Nullable Double percent(StationAvailability availability, StationStatus status) {
        return percent(availability.percentOfAll(availability.observed(status)));
    }

    private static @Nullable Double percent(OptionalDouble percent) {
        return percent.isPresent() ? OutwardValues.rounded(percent.getAsDouble()) : null;
    }
}
