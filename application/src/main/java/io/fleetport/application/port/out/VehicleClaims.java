package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.fleet.VehicleClaim.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which vehicle is whose. An organization has at most one live claim to a vehicle, and a vehicle at most one holder, whatever
 * is called at the same time. Safe to call from many threads. Any method may throw {@link PortUnavailable}.
 */
public interface VehicleClaims {

    /** What became of a move. */
    enum Moved {
        DONE,
        /** There is no such claim in that state. */
        NOT_THERE,
        /** Another organization holds the vehicle. */
        TAKEN
    }

    /** Stores a claim; false when its organization has a live one already, or another one holds what this one would hold. */
    boolean add(VehicleClaim claim, VinIndex.Code vin);

    /** @param organization whose it must be; null for any, which is the operator's view */
    Optional<VehicleClaim> find(@Nullable OrganizationId organization, UUID id);

    /**
     * Newest first.
     *
     * @param organization null for all, which is the operator's view
     * @param state null for any
     * @param cursor from an earlier page with the same filters, null for the first
     * @param limit 1 to 1000
     */
    Page<VehicleClaim> list(
            @Nullable OrganizationId organization, @Nullable State state, @Nullable String cursor, int limit);

    /** The live claims of all organizations to this vehicle, oldest first, at most 1,000. */
    List<VehicleClaim> live(VinIndex.Code vin);

    /** Brings a claim from one state to another. */
    Moved move(UUID id, State from, State to, Instant at, String by);
}
