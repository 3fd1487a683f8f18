package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.application.port.in.ViewPacks.Located;
import io.fleetport.application.port.in.ViewPacks.Travelled;
import io.fleetport.application.port.out.Packs;
import io.fleetport.domain.station.PackStay;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A battery pack as last told. Its journey is shown with a single one only. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Pack")
record PackShape(
        String packId,
        @Nullable Double socPercent,
        @Nullable Double healthPercent,
        @Nullable Double temperatureC,
        Instant observedAt,

        @Schema(description = "where it is now, null when nothing tells") @Nullable
        PlaceShape place,

        @Schema(description = "where it was, oldest first") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        List<StayShape> journey) {

    /** Where a pack can be; {@code elsewhere} names the slot it left. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "PackPlace")
    record PlaceShape(
            @Schema(
                    type = "string",
                    allowableValues = {"slot", "vehicle", "elsewhere"})
            String kind,

            @Nullable String stationId,
            @Nullable String slotId,
            @Nullable String vehicleId) {
        static PlaceShape of(PackStay.Place place) {
            return switch (place) {
                case PackStay.InSlot in ->
                    new PlaceShape("slot", in.station().toString(), in.slot().toString(), null);
                case PackStay.InVehicle in ->
                    new PlaceShape("vehicle", null, null, in.vehicle().toString());
                case PackStay.Elsewhere left ->
                    new PlaceShape(
                            "elsewhere",
                            left.leftStation().toString(),
                            left.leftSlot().toString(),
                            null);
            };
        }
    }

    /** A time in one place; {@code until} is null while it is there. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "PackStay")
    record StayShape(
            PlaceShape place,
            Instant from,
            @Nullable Instant until,
            @Nullable Double socStartPercent,
            @Nullable Double socEndPercent) {
        static StayShape of(PackStay stay) {
            return new StayShape(
                    PlaceShape.of(stay.place()),
                    stay.from(),
                    stay.until(),
                    OutwardValues.rounded(stay.socStartPercent()),
                    OutwardValues.rounded(stay.socEndPercent()));
        }
    }

    static PackShape of(Located located) {
        return of(located, null);
    }

    static PackShape whole(Travelled travelled) {
        return of(
                travelled.located(),
                travelled.journey().stream().map(StayShape::of).toList());
    }

    private static PackShape of(Located located, @Nullable List<StayShape> journey) {
        Packs.Known pack = located.pack();
        return new PackShape(
                pack.id().toString(),
                OutwardValues.rounded(pack.condition().socPercent()),
                OutwardValues.rounded(pack.condition().healthPercent()),
                OutwardValues.rounded(pack.condition().temperatureCelsius()),
                pack.observedAt(),
                located.place() == null ? null : PlaceShape.of(located.place()),
                journey);
    }
}
