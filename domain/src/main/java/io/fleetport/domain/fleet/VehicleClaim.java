package io.fleetport.domain.fleet;

import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization's word that a vehicle is its own. A vehicle has at most one holder among all organizations.
 *
 * @param id in the order of time
 * @param vehicle the organization's pseudonym of it
 * @param claimedBy the caller, or {@link #BY_VEHICLE}
 * @param proof what the claimant says for the operator to judge by, up to {@value #MOST_PROOF} characters, null for nothing
 * @param decidedAt when it came to its present state; null while it is pending
 * @param decidedBy who brought it there; null while it is pending
 */
public record VehicleClaim(
        UUID id,
        OrganizationId organization,
        VehicleId vehicle,
        State state,
        Instant claimedAt,
        String claimedBy,
        @Nullable String proof,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {

    /** Most characters of a proof. */
    public static final int MOST_PROOF = 2_000;

    /** Who decides when a vehicle proves by its certificate where it belongs. */
    public static final String BY_VEHICLE = "vehicle";

    public VehicleClaim {
        if (proof != null && proof.length() > MOST_PROOF) {
            throw new IllegalArgumentException("proof must be at most " + MOST_PROOF + " characters");
        }
    }

    /** What became of it. */
    public enum State {
        /** Neither the vehicle nor the operator has confirmed it. */
        PENDING,
        /** The vehicle came in by its certificate under the organization's host name. */
        PROVEN,
        /** The operator believed it. */
        APPROVED,
        /** The operator did not believe it. */
        REJECTED,
        /** The organization gave it back, or withdrew it. */
        RELEASED;

        /** Whether the vehicle is the organization's. */
        public boolean holds() {
            return this == PROVEN || this == APPROVED;
        }

        /** Whether it holds or may come to. */
        public boolean isLive() {
            return this == PENDING || holds();
        }
    }

    /** The claim as it is after a decision. */
    public VehicleClaim moved(State to, Instant at, String by) {
        return new VehicleClaim(id, organization, vehicle, to, claimedAt, claimedBy, proof, at, by);
    }
}
