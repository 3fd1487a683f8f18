package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every swap as last told. Written through {@link TelemetryLedger}. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Swaps {

    /** The variants of {@link Swap} by name. */
    enum State {
        UNDERWAY,
        COMPLETED,
        ABORTED,
        ABANDONED;

        public static State of(Swap swap) {
            return switch (swap) {
                case Swap.Underway u -> UNDERWAY;
                case Swap.Completed c -> COMPLETED;
                case Swap.Aborted a -> ABORTED;
                case Swap.Abandoned a -> ABANDONED;
            };
        }
    }

    /** Which swaps to list. A null member does not restrict; {@code from} is inclusive, {@code until} exclusive, both on the start. */
    record Filter(
            @Nullable StationId station,
            @Nullable State state,
            @Nullable Instant from,
            @Nullable Instant until) {
        public static final Filter ALL = new Filter(null, null, null, null);
    }

    /** Empty also when it is another organization's. */
    Optional<Swap> find(StationKey station, SwapId swap);

    /**
     * Newest start first, ties by station and swap id descending.
     *
     * @param cursor from an earlier page of the same filter, null for the first
     * @param limit 1 to 1000
     */
    Page<Swap> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit);

    /** What is known of those of the swaps that are stored. */
    Map<SwapId, SwapFacts> facts(StationKey station, Collection<SwapId> swaps);
}
