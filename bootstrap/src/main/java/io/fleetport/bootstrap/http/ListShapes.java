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

    @Serdeable
    @Schema(name = "DeadLetterCounts")
    record DeadLetterCounts(
            int count,
            List<DeadLetterCountShape> counts,
            @Nullable String next) {}

    @Serdeable
    @Schema(name = "StationList")
    record StationList(
            int count,
            List<StationShape> stations,
            @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "SlotList")
    record SlotList(
            int count,
            String stationId,
            List<SlotShape> slots,
            @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "StationHistory")
    record StationHistory(
            int count,
            String stationId,
            List<ReportShape> history,
            @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "StationGapList")
    record StationGapList(
            int count,
            String stationId,
            List<StationGapShape> gaps,
            @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "StationDayList")
    record StationDayList(
            int count,
            String stationId,
            String zone,
            List<StationDayShape> days,
            @Nullable String next) {}

    @Serdeable
    @Schema(name = "SessionList")
    record SessionList(
            int count,
            List<SessionShape> sessions,
            @Nullable String next) {}

    @Serdeable
    @Schema(name = "SwapList")
    record SwapList(
            int count, List<SwapShape> swaps, @Nullable String next) {}

    @Serdeable
    @Schema(name = "PackList")
    record PackList(
            int count, List<PackShape> packs, @Nullable String next) {}

    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "CommandList")
    record CommandList(
            int count,
            String stationId,
            List<CommandShape> commands,
            @Nullable String next) {}

    @Serdeable
    @Schema(name = "WebhookList")
    record WebhookList(
            int count,
            List<WebhookShape> webhooks,
            @Nullable String next) {}

    @Serdeable
    @Schema(name = "DeliveryList")
    record DeliveryList(
            int count,
            List<DeliveryAttemptShape> deliveries,
            @Nullable String next) {}

    @Serdeable
    @Schema(name = "AuditEntryList")
    record AuditEntryList(
            int count,
            List<AuditEntryShape> entries,
            @Nullable String next) {}
}
