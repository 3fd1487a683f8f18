package io.fleetport.application.tenancy;

import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.port.in.AdmitVehicles;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.VehicleClaims;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.application.scope.Remembered;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.fleet.VehicleClaim.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Admits vehicles by their claims. Coming in by its certificate under an organization's host name is the proof of a claim:
 * only who holds the vehicle's app configuration can send it there. Safe to use from many threads.
 */
public final class VehicleAdmission implements AdmitVehicles {

    /** Answers remembered at most: every vehicle of a large server. */
    private static final int MOST = 50_000;

    /** What becomes of a vehicle that nobody has claimed. */
    public enum Claims {
        /** It becomes the organization's whose host name it came in under. */
        OPEN,
        /** It is refused. */
        REQUIRED
    }

    private record Asked(OrganizationId organization, VinIndex.Code vin) {}

    private final Accounts accounts;
    private final VehicleClaims claims;
    private final Pseudonyms pseudonyms;
    private final VinIndex index;
    private final Claims rule;
    private final Clock clock;
    private final Remembered<Asked, Verdict> known;

    /** @param remembered how long an answer may be used again, for instance by a vehicle that comes back */
    public VehicleAdmission(
            Accounts accounts,
            VehicleClaims claims,
            Pseudonyms pseudonyms,
            VinIndex index,
            Claims rule,
            Duration remembered,
            Clock clock) {
        this.accounts = accounts;
        this.claims = claims;
        this.pseudonyms = pseudonyms;
        this.index = index;
        this.rule = rule;
        this.clock = clock;
        this.known = new Remembered<>(remembered, MOST, System::nanoTime);
    }

    @Override
    public Verdict admit(OrganizationId organization, String vin) {
        Optional<Organization> account = accounts.find(organization);
        if (account.isEmpty()) {
            return Verdict.UNKNOWN_ORGANIZATION;
        }
        if (!account.get().isActive()) {
            return Verdict.SUSPENDED;
        }
        return known.get(new Asked(organization, index.of(vin)), asked -> decide(asked, vin));
    }

    @Override
    public int mostConnected(OrganizationId organization) {
        return accounts.find(organization)
                .map(account -> account.quota().connections())
                .orElse(0);
    }

    private Verdict decide(Asked asked, String vin) {
        List<VehicleClaim> live = claims.live(asked.vin());
        Optional<VehicleClaim> holder =
                live.stream().filter(claim -> claim.state().holds()).findFirst();
        if (holder.isPresent()) {
            return holder.get().organization().equals(asked.organization()) ? Verdict.ADMITTED : Verdict.ANOTHERS;
        }
        Optional<VehicleClaim> own = live.stream()
                .filter(claim -> claim.organization().equals(asked.organization()))
                .findFirst();
        Instant now = clock.instant();
        if (own.isPresent()) {
            return switch (claims.move(own.get().id(), State.PENDING, State.PROVEN, now, VehicleClaim.BY_VEHICLE)) {
                case DONE -> Verdict.ADMITTED;
                case NOT_THERE, TAKEN -> held(asked);
            };
        }
        if (rule == Claims.REQUIRED) {
            return Verdict.UNCLAIMED;
        }
        VehicleClaim claim = new VehicleClaim(
                TimeOrderedId.next(now),
                asked.organization(),
                pseudonyms.of(asked.organization(), ClaimDesk.SCHEME, vin),
                State.PROVEN,
                now,
                VehicleClaim.BY_VEHICLE,
                null,
                now,
                VehicleClaim.BY_VEHICLE);
        return claims.add(claim, asked.vin()) ? Verdict.ADMITTED : held(asked);
    }

    /** After somebody else was quicker: another connection of the vehicle, or the operator. */
    private Verdict held(Asked asked) {
        return claims.live(asked.vin()).stream()
                .filter(claim -> claim.state().holds())
                .findFirst()
                .map(claim -> claim.organization().equals(asked.organization()) ? Verdict.ADMITTED : Verdict.ANOTHERS)
                .orElse(Verdict.UNCLAIMED);
    }

    /**
     * After a claim was made or decided in this process, which is to be seen at once. What other organizations were told of
     * the vehicle stays until its time is over.
     */
    void forget(OrganizationId organization) {
        known.forget(asked -> asked.organization().equals(organization));
    }
}
