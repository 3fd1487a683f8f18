package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Battery packs and the evidence of where they were. Written through {@link TelemetryLedger}. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Packs {

    /** A pack as last told: how it was, and the slot it was last seen in, or seen to leave, at {@code observedAt}. */
    record Known(PackId id, PackCondition condition, StationId station, SlotId slot, Instant observedAt) {}

    /** Empty also when it is another organization's. */
    Optional<Known> find(OrganizationId organization, PackId pack);

    /**
     * By id.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<Known> list(OrganizationId organization, @Nullable String cursor, int limit);

    /**
     * The newest moves of one pack, in {@link PackMove#ORDER}.
     *
     * @param limit 1 to 10,000
     */
    List<PackMove> moves(OrganizationId organization, PackId pack, int limit);
}
