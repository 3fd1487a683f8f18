package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.SlotId;
import java.util.List;
import java.util.Set;

/** Reads what a station is asked to do, in the words of its own protocol. */
final class Instructions {

    static final Set<String> MEMBERS =
            Set.of("command", "slot_id", "pack_id", "connector_id", "limit_percent", "expires_in_s");

    /** Members that say what a command is about. */
    private static final List<String> TARGETS = List.of("slot_id", "pack_id", "connector_id", "limit_percent");

    private Instructions() {}

    /** @throws InvalidRequest naming the member that is wrong, missing or too many */
    static Instruction read(JsonMembers body) {
        String command = body.requiredText("command");
        return switch (command) {
            case "reserve_slot" -> {
                only(body, command, "slot_id");
                yield new Instruction.ReserveSlot(slot(body));
            }
            case "reserve_pack" -> {
                only(body, command, "pack_id");
                yield new Instruction.ReservePack(pack(body));
            }
            case "release" -> {
                only(body, command, "slot_id", "pack_id");
                yield isAboutSlot(body, "pack_id")
                        ? new Instruction.ReleaseSlot(slot(body))
                        : new Instruction.ReleasePack(pack(body));
            }
            case "lock" -> {
                only(body, command, "slot_id", "connector_id");
                yield isAboutSlot(body, "connector_id")
                        ? new Instruction.LockSlot(slot(body))
                        : new Instruction.LockConnector(connector(body));
            }
            case "unlock" -> {
                only(body, command, "slot_id", "connector_id");
                yield isAboutSlot(body, "connector_id")
                        ? new Instruction.UnlockSlot(slot(body))
                        : new Instruction.UnlockConnector(connector(body));
            }
            case "restart" -> {
                only(body, command);
                yield new Instruction.Restart();
            }
            case "set_charge_limit" -> limit(body);
            default ->
                throw new InvalidRequest(
                        "command",
                        "command must be one of reserve_slot, reserve_pack, release, lock, unlock, restart,"
                                + " set_charge_limit");
        };
    }

    private static Instruction limit(JsonMembers body) {
        only(body, "set_charge_limit", "limit_percent", "slot_id", "connector_id");
        Double percent = body.number("limit_percent", 1, 100);
        if (percent == null) {
            throw new InvalidRequest("limit_percent", "limit_percent must not be empty");
        }
        if (body.has("slot_id") && body.has("connector_id")) {
            throw new InvalidRequest("connector_id", "slot_id and connector_id exclude one another");
        }
        return new Instruction.SetChargeLimit(
                percent, body.has("slot_id") ? slot(body) : null, body.has("connector_id") ? connector(body) : null);
    }

    /** A member that goes with another command would be ignored, which is not what who sent it thinks. */
    private static void only(JsonMembers body, String command, String... allowed) {
        for (String target : TARGETS) {
            if (body.has(target) && !List.of(allowed).contains(target)) {
                throw new InvalidRequest(target, target + " does not go with " + command);
            }
        }
    }

    /** Whether it is about a slot; else it is about the other. */
    private static boolean isAboutSlot(JsonMembers body, String other) {
        boolean slot = body.has("slot_id");
        if (slot == body.has(other)) {
            throw new InvalidRequest(slot ? other : "slot_id", "there must be one of slot_id and " + other);
        }
        return slot;
    }

    private static SlotId slot(JsonMembers body) {
        return StationValues.label("slot_id", body.text("slot_id"), SlotId::new);
    }

    private static PackId pack(JsonMembers body) {
        return StationValues.label("pack_id", body.text("pack_id"), PackId::new);
    }

    private static ConnectorId connector(JsonMembers body) {
        return StationValues.label("connector_id", body.text("connector_id"), ConnectorId::new);
    }
}
