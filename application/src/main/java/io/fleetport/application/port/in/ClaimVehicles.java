package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.VehicleClaim;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which vehicles are the organization's. Needs {@link Permission#CLAIM_VEHICLES}; who may {@link Permission#OPERATE} sees the
 * claims of all organizations and decides them.
 */
public interface ClaimVehicles {

    /** What became of a decision or of giving a vehicle back. */
    sealed interface Decision {}

    record Done(VehicleClaim claim) implements Decision {}

    /** There is no such claim. */
    record NoClaim() implements Decision {}

    /** It is not in a state in which this can be done. */
    record WrongState() implements Decision {}

    /** Another organization holds the vehicle. */
    record Taken() implements Decision {}

    /**
     * Claims a vehicle; it stays pending until the vehicle comes in under the organization's host name or the operator
     * approves. Whether another organization has it is not told.
     *
     * @param proof what the operator may judge by, null for nothing
     * @return empty when the organization has a live claim to it already
     */
    Optional<VehicleClaim> claim(Caller caller, String vin, @Nullable String proof);

    Page<VehicleClaim> list(Caller caller, VehicleClaim.@Nullable State state, @Nullable String cursor, int limit);

    Optional<VehicleClaim> find(Caller caller, UUID id);

    /** Withdraws the claim or gives the vehicle back; what it said stays. */
    Decision release(Caller caller, UUID id);

    /** The operator's word on a pending claim. */
    Decision decide(Caller caller, UUID id, boolean approve);
}
