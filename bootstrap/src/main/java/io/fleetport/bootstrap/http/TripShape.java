package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewTrips.Named;
import io.fleetport.application.port.out.Trips;
import io.fleetport.domain.energy.Energy;
import io.fleetport.domain.trip.Stop;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripFigures;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A trip. A figure nobody measured is null. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Trip")
record TripShape(
        String tripId,
        int revision,
        String revisionReason,
        String vehicleId,
        String vehicleName,

        @Schema(
                type = "string",
                allowableValues = {"underway", "finished", "withdrawn"})
        String state,

        Instant startedAt,
        @Nullable Instant endedAt,

        @Schema(description = "the trip that holds the interval of a withdrawn one") @Nullable
        String supersededBy,

        double durationS,
        double movingS,
        @Nullable Double distanceKm,

        @Schema(
                type = "string",
                allowableValues = {"odometer", "speed", "positions", "none"})
        String distanceSource,

        @Nullable Double maxSpeedKmh,
        @Nullable Double averageSpeedKmh,
        @Nullable Double energyKwh,

        @Schema(
                type = "string",
                allowableValues = {"pack_power", "energy_remaining", "state_of_charge"})
        @Nullable
        String energySource,

        @Nullable Double fuelL,
        @Nullable Double socStartPercent,
        @Nullable Double socEndPercent,
        @Nullable Double socUsedPercent,

        @Schema(description = "share of the duration that was really observed, 0 to 1") @Nullable
        Double coverage,

        @Nullable Place startPosition,
        @Nullable Place endPosition,
        List<StopShape> stops) {

    /** A standstill inside a trip. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Stop")
    record StopShape(
            Instant from,
            Instant until,
            double durationS,
            @Nullable Place position) {
        static StopShape of(Stop stop) {
            return new StopShape(
                    stop.from(),
                    stop.until(),
                    seconds(Duration.between(stop.from(), stop.until())),
                    Place.ofNullable(stop.position()));
        }
    }

    static TripShape of(Named named) {
        return of(named.trip(), named.vehicleName());
    }

    static TripShape of(Trip trip, String vehicleName) {
        TripFigures figures = trip.figures();
        boolean measured = figures.distanceSource() != TripFigures.DistanceSource.NONE;
        Energy energy = figures.energy();
        Double fuel = figures.fuelCubicMetres();
        Double socStart = figures.socStartPercent();
        Double socEnd = figures.socEndPercent();
        return new TripShape(
                trip.id().toString(),
                trip.revision().number(),
                outward(trip.revision().reason()),
                trip.vehicle().toString(),
                vehicleName,
                outward(Trips.State.of(trip)),
                trip.startedAt(),
                trip instanceof Trip.Finished finished ? finished.endedAt() : null,
                trip instanceof Trip.Withdrawn withdrawn
                        ? withdrawn.supersededBy().toString()
                        : null,
                seconds(figures.duration()),
                seconds(figures.moving()),
                measured ? OutwardValues.rounded(figures.distanceMetres() / 1_000) : null,
                outward(figures.distanceSource()),
                measured ? OutwardValues.rounded(figures.maxSpeedMetresPerSecond() * 3.6) : null,
                measured ? OutwardValues.rounded(figures.averageSpeedMetresPerSecond() * 3.6) : null,
                energy == null ? null : OutwardValues.rounded(energy.kilowattHours()),
                figures.energySource() == null ? null : outward(figures.energySource()),
                fuel == null ? null : OutwardValues.rounded(fuel * 1_000),
                OutwardValues.rounded(socStart),
                OutwardValues.rounded(socEnd),
                socStart == null || socEnd == null ? null : OutwardValues.rounded(socStart - socEnd),
                OutwardValues.rounded(figures.coverage()),
                Place.ofNullable(figures.startPosition()),
                Place.ofNullable(figures.endPosition()),
                figures.stops().stream().map(StopShape::of).toList());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static String outward(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
