package io.fleetport.domain.fleet;

import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to destroy what is known of a vehicle, or of whoever drove it in an interval, and how far it has come.
 *
 * @param from begin of a driver's interval by event time, inclusive; null with {@code until} for the whole vehicle
 * @param until its end, exclusive
 * @param requestedBy who asked
 * @param removed what was removed so far, by place
 * @param finishedAt null while it is underway
 * @param readmittedAt when the vehicle was let in again; null while what it says is refused
 */
public record Erasure(
        UUID id,
        OrganizationId organization,
        VehicleId vehicle,
        @Nullable Instant from,
        @Nullable Instant until,
        String reason,
        String requestedBy,
        Instant requestedAt,
        State state,
        Map<String, Long> removed,
        @Nullable Instant finishedAt,
        @Nullable Instant readmittedAt) {

    /** How far it has come. */
    public enum State {
        REQUESTED,
        /** What is there has been removed at least once; waiting for what was on its way. */
        UNDERWAY,
        FINISHED
    }

    public Erasure {
        if ((from == null) != (until == null) || from != null && !from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "from must be before until, or both absent, but are " + from + " and " + until);
        }
        removed = Map.copyOf(new TreeMap<>(removed));
    }

    /** Whether it is about the vehicle as a whole. */
    public boolean isOfVehicle() {
        return from == null;
    }

    /** Whether what was observed then must not be kept. */
    public boolean covers(Instant observedAt) {
        return from == null || until == null || !observedAt.isBefore(from) && observedAt.isBefore(until);
    }
}
