package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Destroys what is known of a vehicle or of a driver. Throws {@link NotPermitted} without {@link Permission#ERASE_DATA}. */
public interface EraseData {

    int LEAST_REASON = 10;
    int MOST_REASON = 500;

    /** Longest interval of a driver, in days. */
    int MOST_DAYS = 31;

    /**
     * Orders it. From now on nothing that it covers is taken in; what is there goes in the background, also through a
     * restart.
     *
     * @param from begin of the interval in which somebody drove the vehicle, by event time; null with {@code until} for all
     *     of the vehicle
     * @param until its end, exclusive
     * @param reason kept with the report, {@value #LEAST_REASON} to {@value #MOST_REASON} characters
     * @return empty when the vehicle is not the organization's
     * @throws InvalidRequest when reason or interval are not as they must be
     */
    Optional<Erasure> request(
            Caller caller, VehicleId vehicle, @Nullable Instant from, @Nullable Instant until, String reason);

    Optional<Erasure> find(Caller caller, UUID id);

    /**
     * Newest first.
     *
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Page<Erasure> list(Caller caller, @Nullable String cursor, int limit);

    /**
     * Lets the vehicle of an erasure in again: what it says from now on is kept. What was erased stays erased.
     *
     * @return the erasure as it is now; empty when it is not the organization's
     * @throws InvalidRequest when the reason is not as it must be, or the erasure is not finished yet
     */
    Optional<Erasure> readmit(Caller caller, UUID id, String reason);
}
