package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleClaims.Moved;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.fleet.VehicleClaim.State;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.VehicleClaims} must do. */
public interface VehicleClaimsContract extends StoreContract {

    @Test
    default void aClaimComesBackAsMade() {
        VehicleClaim pending = pending(anOrganization(), NOW);
        VinIndex.Code vin = aVin();

        assertThat(stores().vehicleClaims().add(pending, vin)).isTrue();

        assertThat(stores().vehicleClaims().find(pending.organization(), pending.id()))
                .contains(pending);
        assertThat(stores().vehicleClaims().find(null, pending.id())).contains(pending);
        assertThat(stores().vehicleClaims().find(anOrganization(), pending.id()))
                .isEmpty();
        assertThat(stores().vehicleClaims().live(vin)).containsExactly(pending);
        assertThat(stores().vehicleClaims().live(aVin())).isEmpty();
    }

    @Test
    default void anOrganizationHasOneLiveClaimToAVehicle() {
        VehicleClaim first = pending(anOrganization(), NOW);
        VehicleClaim again = new VehicleClaim(
                UUID.randomUUID(), first.organization(), first.vehicle(), State.PENDING, NOW, "ann", null, null, null);
        VinIndex.Code vin = aVin();
        stores().vehicleClaims().add(first, vin);

        assertThat(stores().vehicleClaims().add(again, vin)).isFalse();
        stores().vehicleClaims().move(first.id(), State.PENDING, State.RELEASED, NOW, "ann");
        assertThat(stores().vehicleClaims().add(again, vin)).isTrue();
        assertThat(stores().vehicleClaims().live(vin)).containsExactly(again);
    }

    @Test
    default void severalMayClaimAVehicleButOneHoldsIt() {
        VinIndex.Code vin = aVin();
        VehicleClaim ours = pending(anOrganization(), NOW);
        VehicleClaim theirs = pending(anOrganization(), NOW.plusSeconds(1));
        assertThat(stores().vehicleClaims().add(ours, vin)).isTrue();
        assertThat(stores().vehicleClaims().add(theirs, vin)).isTrue();

        assertThat(stores().vehicleClaims()
                        .move(theirs.id(), State.PENDING, State.PROVEN, NOW.plusSeconds(2), VehicleClaim.BY_VEHICLE))
                .isEqualTo(Moved.DONE);
        assertThat(stores().vehicleClaims()
                        .move(ours.id(), State.PENDING, State.APPROVED, NOW.plusSeconds(3), "operator"))
                .isEqualTo(Moved.TAKEN);

        VehicleClaim held = theirs.moved(State.PROVEN, NOW.plusSeconds(2), VehicleClaim.BY_VEHICLE);
        assertThat(stores().vehicleClaims().live(vin)).containsExactly(ours, held);
        VehicleClaim third = pending(anOrganization(), NOW).moved(State.PROVEN, NOW, VehicleClaim.BY_VEHICLE);
        assertThat(stores().vehicleClaims().add(third, vin)).isFalse();
    }

    @Test
    default void aVehicleGivenBackMayBecomeAnothers() {
        VinIndex.Code vin = aVin();
        VehicleClaim ours = pending(anOrganization(), NOW).moved(State.PROVEN, NOW, VehicleClaim.BY_VEHICLE);
        VehicleClaim theirs = pending(anOrganization(), NOW);
        stores().vehicleClaims().add(ours, vin);
        stores().vehicleClaims().add(theirs, vin);

        assertThat(stores().vehicleClaims().move(ours.id(), State.PROVEN, State.RELEASED, NOW, "ann"))
                .isEqualTo(Moved.DONE);
        assertThat(stores().vehicleClaims().move(theirs.id(), State.PENDING, State.APPROVED, NOW, "operator"))
                .isEqualTo(Moved.DONE);
        assertThat(stores().vehicleClaims().live(vin)).containsExactly(theirs.moved(State.APPROVED, NOW, "operator"));
    }

    @Test
    default void aClaimThatHasMovedOnIsNotMovedAgain() {
        VehicleClaim claim = pending(anOrganization(), NOW);
        stores().vehicleClaims().add(claim, aVin());
        stores().vehicleClaims().move(claim.id(), State.PENDING, State.REJECTED, NOW, "operator");

        assertThat(stores().vehicleClaims().move(claim.id(), State.PENDING, State.APPROVED, NOW, "operator"))
                .isEqualTo(Moved.NOT_THERE);
        assertThat(stores().vehicleClaims().move(UUID.randomUUID(), State.PENDING, State.APPROVED, NOW, "operator"))
                .isEqualTo(Moved.NOT_THERE);
        assertThat(stores().vehicleClaims().find(null, claim.id()))
                .contains(claim.moved(State.REJECTED, NOW, "operator"));
    }

    @Test
    default void ofManyAtOnceOneHoldsTheVehicle() throws Exception {
        VinIndex.Code vin = aVin();
        List<Callable<Boolean>> claimants = java.util.stream.IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> stores().vehicleClaims()
                        .add(pending(anOrganization(), NOW).moved(State.PROVEN, NOW, VehicleClaim.BY_VEHICLE), vin))
                .toList();
        int held = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> added : threads.invokeAll(claimants)) {
                held += added.get() ? 1 : 0;
            }
        }

        assertThat(held).isEqualTo(1);
        assertThat(stores().vehicleClaims().live(vin)).hasSize(1);
    }

    @Test
    default void claimsAreListedNewestFirstByOrganizationAndState() {
        OrganizationId organization = anOrganization();
        VehicleClaim oldest = pending(organization, NOW);
        VehicleClaim middle = pending(organization, NOW.plusSeconds(1));
        VehicleClaim newest = pending(organization, NOW.plusSeconds(2));
        for (VehicleClaim claim : List.of(middle, newest, oldest)) {
            stores().vehicleClaims().add(claim, aVin());
        }
        stores().vehicleClaims().move(middle.id(), State.PENDING, State.APPROVED, NOW, "operator");

        Page<VehicleClaim> first = stores().vehicleClaims().list(organization, null, null, 2);
        Page<VehicleClaim> second = stores().vehicleClaims().list(organization, null, first.next(), 2);
        assertThat(first.items()).extracting(VehicleClaim::id).containsExactly(newest.id(), middle.id());
        assertThat(second.items()).containsExactly(oldest);
        assertThat(second.next()).isNull();
        assertThat(stores().vehicleClaims()
                        .list(organization, State.PENDING, null, 10)
                        .items())
                .containsExactly(newest, oldest);
        assertThat(stores().vehicleClaims()
                        .list(null, State.PENDING, null, 1_000)
                        .items())
                .contains(newest, oldest)
                .doesNotContain(middle);
        assertThat(stores().vehicleClaims()
                        .list(anOrganization(), null, null, 10)
                        .items())
                .isEmpty();
    }

    private static VehicleClaim pending(OrganizationId organization, Instant at) {
        return new VehicleClaim(
                UUID.randomUUID(),
                organization,
                new VehicleId(UUID.randomUUID()),
                State.PENDING,
                at,
                "ann",
                "bill of sale 17",
                null,
                null);
    }

    private static VinIndex.Code aVin() {
        byte[] mac = new byte[32];
        ThreadLocalRandom.current().nextBytes(mac);
        return VinIndex.Code.of(mac);
    }
}
