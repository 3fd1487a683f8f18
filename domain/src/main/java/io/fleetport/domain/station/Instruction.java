package io.fleetport.domain.station;

import org.jspecify.annotations.Nullable;

/** What a station can be asked to do. */
public sealed interface Instruction {

    record ReserveSlot(SlotId slot) implements Instruction {}

    record ReservePack(PackId pack) implements Instruction {}

    record ReleaseSlot(SlotId slot) implements Instruction {}

    record ReleasePack(PackId pack) implements Instruction {}

    record LockSlot(SlotId slot) implements Instruction {}

    record LockConnector(ConnectorId connector) implements Instruction {}

    record UnlockSlot(SlotId slot) implements Instruction {}

    record UnlockConnector(ConnectorId connector) implements Instruction {}

    record Restart() implements Instruction {}

    /** Charge no further than {@code percent}, 1 to 100: the slot's pack, the connector's vehicle, or with neither all. */
    record SetChargeLimit(
            double percent, @Nullable SlotId slot, @Nullable ConnectorId connector) implements Instruction {
        public SetChargeLimit {
            if (!(percent >= 1 && percent <= 100)) { // written so that NaN fails too
                throw new IllegalArgumentException("percent must be within 1..100 but is " + percent);
            }
            if (slot != null && connector != null) {
                throw new IllegalArgumentException("a charge limit is for a slot or for a connector, not for both");
            }
        }
    }
}
