package io.fleetport.application.tenancy;

import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.ClaimVehicles;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.VehicleClaims;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.application.vehicle.VinMask;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.fleet.VehicleClaim.State;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps claims in their store. Safe to call from many threads. */
public final class ClaimDesk implements ClaimVehicles {

    /** The name space of pseudonyms that vehicles with certificates are in. */
    static final String SCHEME = "vin";

    private static final String KIND = "vehicle_claim";

    private final VehicleClaims claims;
    private final Pseudonyms pseudonyms;
    private final VinIndex index;
    private final VehicleAdmission admission;
    private final AuditTrail trail;
    private final Clock clock;

    public ClaimDesk(
            VehicleClaims claims,
            Pseudonyms pseudonyms,
            VinIndex index,
            VehicleAdmission admission,
            AuditTrail trail,
            Clock clock) {
        this.claims = claims;
        this.pseudonyms = pseudonyms;
        this.index = index;
        this.admission = admission;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Optional<VehicleClaim> claim(Caller caller, String vin, @Nullable String proof) {
        caller.requireWhole(Permission.CLAIM_VEHICLES);
        String known = vin.strip().toUpperCase(Locale.ROOT);
        if (!VinMask.isVin(known)) {
            throw new InvalidRequest("vin", "vin must be a vehicle identification number of 17 characters");
        }
        if (proof != null && proof.length() > VehicleClaim.MOST_PROOF) {
            throw new InvalidRequest("proof", "proof must be at most " + VehicleClaim.MOST_PROOF + " characters");
        }
        Instant now = clock.instant();
        VehicleId vehicle = pseudonyms.of(caller.organization(), SCHEME, known);
        VehicleClaim claim = new VehicleClaim(
                TimeOrderedId.next(now),
                caller.organization(),
                vehicle,
                State.PENDING,
                now,
                caller.subject(),
                proof == null ? null : VinMask.mask(proof),
                null,
                null);
        trail.record(
                caller, "claim.create", KIND, claim.id().toString(), null, Map.of("vehicle_id", vehicle.toString()));
        if (!claims.add(claim, index.of(known))) {
            return Optional.empty();
        }
        admission.forget(caller.organization());
        return claims.find(caller.organization(), claim.id());
    }

    @Override
    public Page<VehicleClaim> list(Caller caller, @Nullable State state, @Nullable String cursor, int limit) {
        OrganizationId scope = scope(caller);
        return Cursors.reading(cursor, () -> claims.list(scope, state, cursor, limit));
    }

    @Override
    public Optional<VehicleClaim> find(Caller caller, UUID id) {
        return claims.find(scope(caller), id);
    }

    @Override
    public Decision release(Caller caller, UUID id) {
        caller.requireWhole(Permission.CLAIM_VEHICLES);
        Optional<VehicleClaim> claim = claims.find(caller.organization(), id);
        if (claim.isEmpty()) {
            return new NoClaim();
        }
        if (!claim.get().state().isLive()) {
            return new WrongState();
        }
        return moved(caller, claim.get(), State.RELEASED, "claim.release");
    }

    @Override
    public Decision decide(Caller caller, UUID id, boolean approve) {
        caller.require(Permission.OPERATE);
        Optional<VehicleClaim> claim = claims.find(null, id);
        if (claim.isEmpty()) {
            return new NoClaim();
        }
        if (claim.get().state() != State.PENDING) {
            return new WrongState();
        }
        return approve
                ? moved(caller, claim.get(), State.APPROVED, "claim.approve")
                : moved(caller, claim.get(), State.REJECTED, "claim.reject");
    }

    private Decision moved(Caller caller, VehicleClaim claim, State to, String action) {
        trail.record(
                caller,
                action,
                KIND,
                claim.id().toString(),
                null,
                Map.of("organization", claim.organization().value()));
        Instant now = clock.instant();
        VehicleClaims.Moved moved = claims.move(claim.id(), claim.state(), to, now, caller.subject());
        admission.forget(claim.organization());
        return switch (moved) {
            case DONE ->
                claims.find(claim.organization(), claim.id())
                        .<Decision>map(Done::new)
                        .orElseGet(NoClaim::new);
            case NOT_THERE -> new WrongState();
            case TAKEN -> new Taken();
        };
    }

    /** Null for all organizations, which the operator sees. */
    private static @Nullable OrganizationId scope(Caller caller) {
        if (caller.permissions().contains(Permission.OPERATE)) {
            return null;
        }
        caller.requireWhole(Permission.CLAIM_VEHICLES);
        return caller.organization();
    }
}
