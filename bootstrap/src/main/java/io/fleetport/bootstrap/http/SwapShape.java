package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.Swap;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An exchange of packs between a vehicle and a station. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Swap")
record SwapShape(
        String swapId,
        String stationId,
        @Nullable String vehicleId,

        @Schema(
                type = "string",
                allowableValues = {"underway", "completed", "aborted", "abandoned"})
        String state,

        Instant startedAt,

        @Schema(description = "completed, aborted or abandoned then") @Nullable
        Instant endedAt,

        @Schema(description = "why it was aborted") @Nullable
        String reason,

        @Schema(description = "the pack that came out of the vehicle") @Nullable
        TransferShape returned,

        @Schema(description = "the pack that went into it") @Nullable
        TransferShape delivered) {

    /** A pack that went into or out of a slot. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "PackTransfer")
    record TransferShape(
            String packId, String slotId, @Nullable Double socPercent) {
        static @Nullable TransferShape ofNullable(@Nullable PackTransfer transfer) {
            return transfer == null
                    ? null
                    : new TransferShape(
                            transfer.pack().toString(),
                            transfer.slot().toString(),
                            OutwardValues.rounded(transfer.socPercent()));
        }
    }

    static SwapShape of(Swap swap) {
        Instant endedAt =
                switch (swap) {
                    case Swap.Underway underway -> null;
                    case Swap.Completed completed -> completed.completedAt();
                    case Swap.Aborted aborted -> aborted.abortedAt();
                    case Swap.Abandoned abandoned -> abandoned.abandonedAt();
                };
        return new SwapShape(
                swap.id().toString(),
                swap.station().toString(),
                swap.vehicle() == null ? null : swap.vehicle().toString(),
                OutwardValues.name(Swaps.State.of(swap)),
                swap.startedAt(),
                endedAt,
                swap instanceof Swap.Aborted aborted ? aborted.reason() : null,
                swap instanceof Swap.Completed completed ? TransferShape.ofNullable(completed.returned()) : null,
                swap instanceof Swap.Completed completed ? TransferShape.ofNullable(completed.delivered()) : null);
    }
}
