package io.fleetport.bootstrap.http;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists: how many items this page holds, the items, and the cursor of the next page, null at the end. */
final class ListShapes {

    private ListShapes() {}

    @Serdeable
    @Schema(name = "VehicleList")
    record VehicleList(
            int count,
            List<VehicleShape> vehicles,
            @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "History")
    record History(
            int count,
            String vehicleId,
            List<MomentShape> history,
            @Nullable String next) {}

    @Serdeable
    @Schema(name = "TripList")
    record TripList(
            int count, List<TripShape> trips, @Nullable String next) {}

    @Serdeable
    @Schema(name = "GapList")
    record GapList(int count, List<GapShape> gaps, @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "DeadLetterList")
    record DeadLetterList(
            int count,
            List<DeadLetterShape> deadLetters,
            @Nullable String next) {}
}
