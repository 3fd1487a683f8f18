package io.fleetport.aws.rds;

import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.SlotId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a station was asked to do as columns of its command: the name of the instruction, and what it is about. */
record InstructionColumns(
        String name,
        @Nullable SlotId slot,
        @Nullable ConnectorId connector,
        @Nullable PackId pack,
        @Nullable Double limitPercent) {

    static final String NAMES = "instruction, slot_id, connector_id, pack_id, limit_percent";

    static InstructionColumns of(Instruction instruction) {
        return switch (instruction) {
            case Instruction.ReserveSlot i -> new InstructionColumns("reserve_slot", i.slot(), null, null, null);
            case Instruction.ReservePack i -> new InstructionColumns("reserve_pack", null, null, i.pack(), null);
            case Instruction.ReleaseSlot i -> new InstructionColumns("release_slot", i.slot(), null, null, null);
            case Instruction.ReleasePack i -> new InstructionColumns("release_pack", null, null, i.pack(), null);
            case Instruction.LockSlot i -> new InstructionColumns("lock_slot", i.slot(), null, null, null);
            case Instruction.LockConnector i ->
                new InstructionColumns("lock_connector", null, i.connector(), null, null);
            case Instruction.UnlockSlot i -> new InstructionColumns("unlock_slot", i.slot(), null, null, null);
            case Instruction.UnlockConnector i ->
                new InstructionColumns("unlock_connector", null, i.connector(), null, null);
            case Instruction.Restart i -> new InstructionColumns("restart", null, null, null, null);
            case Instruction.SetChargeLimit i ->
                new InstructionColumns("set_charge_limit", i.slot(), i.connector(), null, i.percent());
        };
    }

    static Instruction instruction(ResultSet row) throws SQLException {
        String name = row.getString("instruction");
        return switch (name) {
            case "reserve_slot" -> new Instruction.ReserveSlot(slot(row));
            case "reserve_pack" -> new Instruction.ReservePack(pack(row));
            case "release_slot" -> new Instruction.ReleaseSlot(slot(row));
            case "release_pack" -> new Instruction.ReleasePack(pack(row));
            case "lock_slot" -> new Instruction.LockSlot(slot(row));
            case "lock_connector" -> new Instruction.LockConnector(connector(row));
            case "unlock_slot" -> new Instruction.UnlockSlot(slot(row));
            case "unlock_connector" -> new Instruction.UnlockConnector(connector(row));
            case "restart" -> new Instruction.Restart();
            case "set_charge_limit" ->
                new Instruction.SetChargeLimit(
                        row.getDouble("limit_percent"),
                        Query.text(row, "slot_id", SlotId::new),
                        Query.text(row, "connector_id", ConnectorId::new));
            default -> throw new IllegalArgumentException("instruction " + name + " is not known to this version");
        };
    }

    private static SlotId slot(ResultSet row) throws SQLException {
        return new SlotId(row.getString("slot_id"));
    }

    private static ConnectorId connector(ResultSet row) throws SQLException {
        return new ConnectorId(row.getString("connector_id"));
    }

    private static PackId pack(ResultSet row) throws SQLException {
        return new PackId(row.getString("pack_id"));
    }
}
