package io.fleetport.domain.station;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a station now. Each part stands as last observed, whatever order the messages came in.
 *
 * @param report null for a station that never reported
 * @param presence null for a station that never said
 * @param slots by id
 * @param faults those that were raised and not cleared, by id
 * @param newestSeen event time of the newest message; null when nothing was heard
 */
public record StationState(
        @Nullable StationReport report,
        @Nullable Presence presence,
        List<Slot> slots,
        List<Fault> faults,
        @Nullable Instant newestSeen) {

    public static final StationState NOTHING_HEARD = new StationState(null, null, List.of(), List.of(), null);

    /** Whether it is connected, and since when. */
    public record Presence(boolean online, Instant since) {}

    public StationState {
        slots = List.copyOf(slots);
        faults = List.copyOf(faults);
    }

    public Optional<Slot> slot(SlotId id) {
        return slots.stream().filter(slot -> slot.id().equals(id)).findFirst();
    }
}
