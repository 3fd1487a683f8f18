package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The intervals nobody can vouch for. Throws {@link NotPermitted} without {@link Permission#VIEW_GAPS}. */
public interface ViewGaps {

    /** A gap with the display name of its vehicle. */
    record Named(Gap gap, String vehicleName) {}

    /**
     * Newest first.
     *
     * @param from only gaps that begin at or after this, null for all
     * @param until only gaps that begin before this, null for all
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Page<Named> list(
            Caller caller,
            @Nullable VehicleId vehicle,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String cursor,
            int limit);
}
