package io.fleetport.application.port.in;

import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that could not become readings. Throws {@link NotPermitted} without {@link Permission#VIEW_DEAD_LETTERS}. */
public interface ViewDeadLetters {

    /**
     * Newest first.
     *
     * @param vehicle only this vehicle's, null for all
     * @param station only this station's, null for all; not together with a vehicle
     * @param reason only with this reason, null for all
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Page<DeadLetter> list(
            Caller caller,
            @Nullable VehicleId vehicle,
            @Nullable StationId station,
            @Nullable DeadLetterReason reason,
            @Nullable String cursor,
            int limit);

    /**
     * How many there are of each vehicle or station and reason, greatest first.
     *
     * @param limit 1 to 1000
     */
    List<DeadLetters.Count> counts(Caller caller, int limit);

    /** Empty also when it is another organization's. */
    Optional<DeadLetter> find(Caller caller, UUID id);
}
