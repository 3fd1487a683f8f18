package io.fleetport.domain.station;

import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence of where a battery pack was.
 *
 * @param at the station's own time, in whole microseconds
 * @param evidence what says so: the event's id, or {@code seen} when a report of all slots does
 * @param vehicle where it came from or went to, null when not said
 */
public record PackMove(
        PackId pack,
        Instant at,
        StationId station,
        SlotId slot,
        Kind kind,
        String evidence,
        @Nullable VehicleId vehicle,
        PackCondition condition) {

    /** What was seen of it. Of several at one time the later constant counts as later. */
    public enum Kind {
        /** It left the slot. */
        OUT,
        /** It is in the slot, however it came there. */
        SEEN,
        /** It came into the slot. */
        IN
    }

    /** By time: the one order in which moves count, whatever order they came in. */
    public static final Comparator<PackMove> ORDER = Comparator.comparing(PackMove::at)
            .thenComparing(PackMove::kind)
            .thenComparing(PackMove::station)
            .thenComparing(PackMove::evidence)
            .thenComparing(PackMove::slot);
}
