package io.fleetport.domain.station;

import org.jspecify.annotations.Nullable;

/** A pack that went into or out of a slot. {@code socPercent} 0 to 100, null when not said. */
public record PackTransfer(
        PackId pack, SlotId slot, @Nullable Double socPercent) {}
