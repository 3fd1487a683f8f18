package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The swaps at the organization's stations. Throws {@link NotPermitted} without {@link Permission#VIEW_STATIONS}. */
public interface ViewSwaps {

    /**
     * Newest start first.
     *
     * @param cursor from an earlier page of the same filter, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Page<Swap> list(Caller caller, Swaps.Filter filter, @Nullable String cursor, int limit);

    /** Empty also when it is another organization's. */
    Optional<Swap> find(Caller caller, StationId station, SwapId swap);
}
