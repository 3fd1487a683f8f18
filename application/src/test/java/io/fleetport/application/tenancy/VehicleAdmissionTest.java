package io.fleetport.application.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.in.AdmitVehicles.Verdict;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.application.tenancy.VehicleAdmission.Claims;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.fleet.VehicleClaim.State;
import io.fleetport.domain.vehicle.VehicleId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which vehicle may speak to whom. */
class VehicleAdmissionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final OrganizationId OTHER = new OrganizationId("other");
    private static final String VIN = "5YJ3E1EA7JF000001";
    private static final VinIndex INDEX =
            vin -> VinIndex.Code.of(Arrays.copyOf(vin.getBytes(StandardCharsets.UTF_8), 32));
    private static final Pseudonyms PSEUDONYMS = (organization, scheme, name) ->
            new VehicleId(UUID.nameUUIDFromBytes((organization + scheme + name).getBytes(StandardCharsets.UTF_8)));

    private final Stores stores = new InMemoryStores();

    @BeforeEach
    void twoAccounts() {
        stores.organizations().add(Organization.unnamed(ACME, NOW));
        stores.organizations().add(Organization.unnamed(OTHER, NOW));
    }

    @Test
    void whereClaimsAreRequiredAVehicleThatNobodyClaimedIsRefused() {
        assertThat(admission(Claims.REQUIRED).admit(ACME, VIN)).isEqualTo(Verdict.UNCLAIMED);
        assertThat(stores.vehicleClaims().live(INDEX.of(VIN))).isEmpty();
    }

    @Test
    void comingInUnderTheOrganizationsNameProvesItsClaimForGood() {
        VehicleClaim claim = pending(ACME);

        assertThat(admission(Claims.REQUIRED).admit(ACME, VIN)).isEqualTo(Verdict.ADMITTED);
        assertThat(stores.vehicleClaims().find(ACME, claim.id()))
                .contains(claim.moved(State.PROVEN, NOW, VehicleClaim.BY_VEHICLE));
        assertThat(admission(Claims.REQUIRED).admit(ACME, VIN)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void aClaimDoesNotLetTheVehicleSpeakToAnotherOrganization() {
        pending(ACME);

        assertThat(admission(Claims.REQUIRED).admit(OTHER, VIN)).isEqualTo(Verdict.UNCLAIMED);
        admission(Claims.REQUIRED).admit(ACME, VIN);
        for (Claims rule : Claims.values()) {
            assertThat(admission(rule).admit(OTHER, VIN)).isEqualTo(Verdict.ANOTHERS);
        }
    }

    @Test
    void anApprovedClaimLetsItInAsWell() {
        VehicleClaim claim = pending(ACME);
        stores.vehicleClaims().move(claim.id(), State.PENDING, State.APPROVED, NOW, "operator");

        assertThat(admission(Claims.REQUIRED).admit(ACME, VIN)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void whereClaimsAreOpenAVehicleOfNobodyBecomesWhoseNameItComesInUnder() {
        assertThat(admission(Claims.OPEN).admit(ACME, VIN)).isEqualTo(Verdict.ADMITTED);

        assertThat(stores.vehicleClaims().live(INDEX.of(VIN))).singleElement().satisfies(claim -> {
            assertThat(claim.organization()).isEqualTo(ACME);
            assertThat(claim.state()).isEqualTo(State.PROVEN);
            assertThat(claim.vehicle()).isEqualTo(PSEUDONYMS.of(ACME, "vin", VIN));
        });
        assertThat(admission(Claims.OPEN).admit(OTHER, VIN)).isEqualTo(Verdict.ANOTHERS);
    }

    @Test
    void aVehicleGivenBackIsNobodys() {
        admission(Claims.OPEN).admit(ACME, VIN);
        VehicleClaim held = stores.vehicleClaims().live(INDEX.of(VIN)).getFirst();
        stores.vehicleClaims().move(held.id(), State.PROVEN, State.RELEASED, NOW, "ann");

        assertThat(admission(Claims.REQUIRED).admit(ACME, VIN)).isEqualTo(Verdict.UNCLAIMED);
        assertThat(admission(Claims.OPEN).admit(OTHER, VIN)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void withoutAnActiveAccountNoVehicleIsLetIn() {
        stores.organizations()
                .change(new Organization(
                        ACME,
                        "Acme",
                        Organization.State.SUSPENDED,
                        Organization.unnamed(ACME, NOW).quota(),
                        NOW));

        assertThat(admission(Claims.OPEN).admit(ACME, VIN)).isEqualTo(Verdict.SUSPENDED);
        assertThat(admission(Claims.OPEN).admit(new OrganizationId("nobody"), VIN))
                .isEqualTo(Verdict.UNKNOWN_ORGANIZATION);
        assertThat(stores.vehicleClaims().live(INDEX.of(VIN))).isEmpty();
    }

    @Test
    void anAnswerIsRememberedForAWhile() {
        VehicleAdmission patient = admission(Claims.REQUIRED, Duration.ofHours(1));
        assertThat(patient.admit(ACME, VIN)).isEqualTo(Verdict.UNCLAIMED);
        pending(ACME);

        assertThat(patient.admit(ACME, VIN)).isEqualTo(Verdict.UNCLAIMED);
        patient.forget(ACME);
        assertThat(patient.admit(ACME, VIN)).isEqualTo(Verdict.ADMITTED);
    }

    private VehicleAdmission admission(Claims rule) {
        return admission(rule, Duration.ZERO);
    }

    private VehicleAdmission admission(Claims rule, Duration remembered) {
        Clock clock = Clock.fixed(NOW, java.time.ZoneOffset.UTC);
        Accounts accounts = new Accounts(stores.organizations(), new CallerSettings(Duration.ZERO, false), clock);
        return new VehicleAdmission(accounts, stores.vehicleClaims(), PSEUDONYMS, INDEX, rule, remembered, clock);
    }

    private VehicleClaim pending(OrganizationId organization) {
        VehicleClaim claim = new VehicleClaim(
                UUID.randomUUID(),
                organization,
                PSEUDONYMS.of(organization, "vin", VIN),
                State.PENDING,
                NOW,
                "ann",
                null,
                null,
                null);
        stores.vehicleClaims().add(claim, INDEX.of(VIN));
        return claim;
    }
}
