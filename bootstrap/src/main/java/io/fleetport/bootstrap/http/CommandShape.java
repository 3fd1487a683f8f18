package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationCommand;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something a station was asked to do, and what is known to have become of it. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "Command")
record CommandShape(
        String commandId,
        String stationId,
        String command,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String slotId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String packId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String connectorId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double limitPercent,
        String issuedBy,
        Instant issuedAt,
        Instant expiresAt,

        @Schema(
                type = "string",
                allowableValues = {
                    "pending",
                    "sent",
                    "accepted",
                    "completed",
                    "rejected",
                    "failed",
                    "expired",
                    "not_sent",
                    "unknown"
                })
        String outcome,

        @Schema(description = "when the outcome became known, null while it is open") @Nullable
        Instant settledAt,

        @Nullable String detail) {

    /** The instruction in the words of the wire: its name and what it is about. */
    private record Words(
            String command,
            @Nullable Object slot,
            @Nullable Object pack,
            @Nullable Object connector,
            @Nullable Double limit) {
        Words(String command) {
            this(command, null, null, null, null);
        }

        static Words slot(String command, SlotId slot) {
            return new Words(command, slot, null, null, null);
        }

        static Words connector(String command, ConnectorId connector) {
            return new Words(command, null, null, connector, null);
        }
    }

    static CommandShape of(StationCommand command) {
        Words words = words(command.instruction());
        return new CommandShape(
                command.id().toString(),
                command.station().toString(),
                words.command(),
                text(words.slot()),
                text(words.pack()),
                text(words.connector()),
                words.limit(),
                command.issuedBy(),
                command.issuedAt(),
                command.expiresAt(),
                OutwardValues.name(command.outcome()),
                command.settledAt(),
                command.detail());
    }

    private static Words words(Instruction instruction) {
        return switch (instruction) {
            case Instruction.ReserveSlot reserve -> Words.slot("reserve_slot", reserve.slot());
            case Instruction.ReservePack reserve -> new Words("reserve_pack", null, reserve.pack(), null, null);
            case Instruction.ReleaseSlot release -> Words.slot("release", release.slot());
            case Instruction.ReleasePack release -> new Words("release", null, release.pack(), null, null);
            case Instruction.LockSlot lock -> Words.slot("lock", lock.slot());
            case Instruction.LockConnector lock -> Words.connector("lock", lock.connector());
            case Instruction.UnlockSlot unlock -> Words.slot("unlock", unlock.slot());
            case Instruction.UnlockConnector unlock -> Words.connector("unlock", unlock.connector());
            case Instruction.Restart restart -> new Words("restart");
            case Instruction.SetChargeLimit limit ->
                new Words("set_charge_limit", limit.slot(), null, limit.connector(), limit.percent());
        };
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
