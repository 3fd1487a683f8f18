package io.fleetport.aws.dynamodb;

import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.SlotId;

/** What a station was asked to do as attributes of its command: the name of the instruction, and what it is about. */
final class InstructionAttributes {

    private static final String NAME = "instruction";
    private static final String SLOT = "slot_id";
    private static final String CONNECTOR = "connector_id";
    private static final String PACK = "pack_id";
    private static final String LIMIT = "limit_percent";

    private InstructionAttributes() {}

    static void put(Instruction instruction, Item to) {
        switch (instruction) {
            case Instruction.ReserveSlot i ->
                to.text(NAME, "reserve_slot").text(SLOT, i.slot().value());
            case Instruction.ReservePack i ->
                to.text(NAME, "reserve_pack").text(PACK, i.pack().value());
            case Instruction.ReleaseSlot i ->
                to.text(NAME, "release_slot").text(SLOT, i.slot().value());
            case Instruction.ReleasePack i ->
                to.text(NAME, "release_pack").text(PACK, i.pack().value());
            case Instruction.LockSlot i ->
                to.text(NAME, "lock_slot").text(SLOT, i.slot().value());
            case Instruction.LockConnector i ->
                to.text(NAME, "lock_connector").text(CONNECTOR, i.connector().value());
            case Instruction.UnlockSlot i ->
                to.text(NAME, "unlock_slot").text(SLOT, i.slot().value());
            case Instruction.UnlockConnector i ->
                to.text(NAME, "unlock_connector").text(CONNECTOR, i.connector().value());
            case Instruction.Restart i -> to.text(NAME, "restart");
            case Instruction.SetChargeLimit i ->
                to.text(NAME, "set_charge_limit")
                        .real(LIMIT, i.percent())
                        .text(SLOT, i.slot() == null ? null : i.slot().value())
                        .text(
                                CONNECTOR,
                                i.connector() == null ? null : i.connector().value());
        }
    }

    static Instruction get(Item from) {
        String name = from.text(NAME);
        return switch (name) {
            case "reserve_slot" -> new Instruction.ReserveSlot(slot(from));
            case "reserve_pack" -> new Instruction.ReservePack(pack(from));
            case "release_slot" -> new Instruction.ReleaseSlot(slot(from));
            case "release_pack" -> new Instruction.ReleasePack(pack(from));
            case "lock_slot" -> new Instruction.LockSlot(slot(from));
            case "lock_connector" -> new Instruction.LockConnector(connector(from));
            case "unlock_slot" -> new Instruction.UnlockSlot(slot(from));
            case "unlock_connector" -> new Instruction.UnlockConnector(connector(from));
            case "restart" -> new Instruction.Restart();
            case "set_charge_limit" ->
                new Instruction.SetChargeLimit(
                        from.real(LIMIT),
                        from.has(SLOT) ? slot(from) : null,
                        from.has(CONNECTOR) ? connector(from) : null);
            default -> throw new IllegalArgumentException("instruction " + name + " is not known to this version");
        };
    }

    private static SlotId slot(Item from) {
        return new SlotId(from.text(SLOT));
    }

    private static ConnectorId connector(Item from) {
        return new ConnectorId(from.text(CONNECTOR));
    }

    private static PackId pack(Item from) {
        return new PackId(from.text(PACK));
    }
}
