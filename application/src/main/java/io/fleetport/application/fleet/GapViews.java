package io.fleetport.application.fleet;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewGaps;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows gaps from their store. Safe to call from many threads. */
public final class GapViews implements ViewGaps {

    private final Gaps gaps;
    private final VehicleNames names;

    public GapViews(Gaps gaps, VehicleNames names) {
        this.gaps = gaps;
        this.names = names;
    }

    @Override
    public Page<Named> list(
            Caller caller,
            @Nullable VehicleId vehicle,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String cursor,
            int limit) {
        caller.require(Permission.VIEW_GAPS);
        Page<Gap> page =
                Cursors.reading(cursor, () -> gaps.list(caller.organization(), vehicle, from, until, cursor, limit));
        return new Page<>(
                page.items().stream()
                        .map(gap -> new Named(gap, names.of(new VehicleKey(caller.organization(), gap.vehicle()))))
                        .toList(),
                page.next());
    }
}
