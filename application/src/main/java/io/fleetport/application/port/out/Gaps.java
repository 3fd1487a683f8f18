package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The intervals nobody can vouch for. Written through {@link TelemetryLedger}. Safe to call from many threads. May throw {@link PortUnavailable}. */
public interface Gaps {

    /**
     * Newest first.
     *
     * @param vehicle only this vehicle's; null for all
     * @param from only gaps that begin at or after this; null for all
     * @param until only gaps that begin before this; null for all
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<Gap> list(
            OrganizationId organization,
            @Nullable VehicleId vehicle,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String cursor,
            int limit);
}
