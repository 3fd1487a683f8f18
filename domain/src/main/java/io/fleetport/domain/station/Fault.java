package io.fleetport.domain.station;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something out of order since {@code raisedAt}, at a slot or connector when one is named. */
public record Fault(
        FaultId id,
        Instant raisedAt,
        @Nullable SlotId slot,
        @Nullable ConnectorId connector,
        @Nullable String detail) {}
