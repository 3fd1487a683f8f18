package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.Sample.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.DataKeys;
import io.fleetport.application.port.out.Erasures;
import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PrivacyRules;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.PositionPrivacy;
import io.fleetport.domain.vehicle.QuietHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any store of keys, sealed VINs, privacy rules and orders to erase must do. */
public interface PrivacyContract extends StoreContract {

    @Test
    default void theFirstKeyOfAPurposeStays() {
        DataKeys keys = stores().privacy().dataKeys();
        OrganizationId organization = anOrganization();
        assertThat(keys.find(organization, "vault")).isEmpty();

        Keys.Wrapped kept = keys.keep(organization, "vault", wrapped("m1", 1));
        Keys.Wrapped late = keys.keep(organization, "vault", wrapped("m2", 2));

        assertThat(kept.bytes()).isEqualTo(wrapped("m1", 1).bytes());
        assertThat(late.bytes()).isEqualTo(kept.bytes());
        assertThat(keys.find(organization, "vault").orElseThrow().keyId()).isEqualTo("m1");
        assertThat(keys.find(organization, "pseudonym")).isEmpty();
        assertThat(keys.find(anOrganization(), "vault")).isEmpty();
    }

    @Test
    default void aKeyIsReplacedByItselfWrappedAnewAndByNothingElse() {
        DataKeys keys = stores().privacy().dataKeys();
        OrganizationId organization = anOrganization();
        String old = "old-" + UUID.randomUUID();
        keys.keep(organization, "vault", wrapped(old, 1));
        String now = "now-" + UUID.randomUUID();
        assertThat(ofOrganization(keys.wrappedOtherwise(now, 1_000), organization))
                .hasSize(1);

        assertThat(keys.replace(organization, "vault", wrapped(old, 9), wrapped(now, 3)))
                .isFalse();
        assertThat(keys.replace(organization, "vault", wrapped(old, 1), wrapped(now, 3)))
                .isTrue();

        assertThat(keys.find(organization, "vault").orElseThrow().bytes())
                .isEqualTo(wrapped(now, 3).bytes());
        assertThat(ofOrganization(keys.wrappedOtherwise(now, 1_000), organization))
                .isEmpty();
    }

    private static List<DataKeys.Held> ofOrganization(List<DataKeys.Held> held, OrganizationId organization) {
        return held.stream()
                .filter(key -> key.organization().equals(organization))
                .toList();
    }

    private static Keys.Wrapped wrapped(String id, int content) {
        return new Keys.Wrapped(id, new byte[] {(byte) content, 2, 3});
    }

    @Test
    default void aSealedVinIsKeptOnceAndFoundByItsOwnersOnly() {
        VinVault vault = stores().privacy().vins();
        VehicleKey key = aVehicle();

        vault.keep(key, new VinVault.SealedVin(new byte[] {1}, new byte[] {2}));
        vault.keep(key, new VinVault.SealedVin(new byte[] {3}, new byte[] {4}));

        VinVault.SealedVin found = vault.find(key).orElseThrow();
        assertThat(found.key()).containsExactly(1);
        assertThat(found.vin()).containsExactly(2);
        assertThat(vault.find(new VehicleKey(anOrganization(), key.vehicle()))).isEmpty();
    }

    @Test
    default void aRuleIsReplacedAndOnlyThoseThatSwitchSomethingOffAreInForce() {
        PrivacyRules rules = stores().privacy().rules();
        VehicleKey key = aVehicle();
        VehicleKey other = aVehicle();
        PositionPrivacy nights = new PositionPrivacy(
                true,
                List.of(new QuietHours(
                        EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                        LocalTime.of(18, 30),
                        LocalTime.of(6, 0),
                        ZoneId.of("Europe/Berlin"))));
        assertThat(rules.find(key)).isEmpty();
        String before = rules.mark();

        rules.keep(key, nights);
        rules.keep(other, PositionPrivacy.ON);

        assertThat(rules.find(key)).contains(nights);
        assertThat(rules.find(other)).contains(PositionPrivacy.ON);
        assertThat(rules.find(new VehicleKey(anOrganization(), key.vehicle()))).isEmpty();
        assertThat(rules.inForce()).containsEntry(key, nights).doesNotContainKey(other);
        String between = rules.mark();
        assertThat(between).isNotEqualTo(before);

        rules.keep(key, PositionPrivacy.ON);

        assertThat(rules.find(key)).contains(PositionPrivacy.ON);
        assertThat(rules.inForce()).doesNotContainKey(key);
        assertThat(rules.mark()).isNotEqualTo(between);
    }

    @Test
    default void anOrderIsFoundListedAndWorkedOffUntilItIsFinished() {
        Erasures erasures = stores().privacy().erasures();
        VehicleKey key = aVehicle();
        Erasure first = order(key, NOW);
        Erasure second = new Erasure(
                UUID.randomUUID(),
                key.organization(),
                key.vehicle(),
                NOW.minusSeconds(60),
                NOW,
                "left the company",
                "someone",
                NOW.plusSeconds(1),
                Erasure.State.REQUESTED,
                Map.of(),
                null,
                null);
        erasures.keep(first);
        erasures.keep(first);
        erasures.keep(second);

        assertThat(erasures.find(key.organization(), first.id())).contains(first);
        assertThat(erasures.find(anOrganization(), first.id())).isEmpty();
        Page<Erasure> page = erasures.list(key.organization(), null, 1);
        assertThat(page.items()).containsExactly(second);
        assertThat(erasures.list(key.organization(), page.next(), 1).items()).containsExactly(first);
        assertThat(erasures.unfinished(1_000)).containsSubsequence(first, second);

        erasures.progress(first.id(), Erasure.State.UNDERWAY, Map.of("reading", 3L, "gap", 1L), null);
        erasures.progress(first.id(), Erasure.State.REQUESTED, Map.of("reading", 1L), null);
        assertThat(erasures.find(key.organization(), first.id()).orElseThrow().state())
                .isEqualTo(Erasure.State.UNDERWAY);
        erasures.progress(first.id(), Erasure.State.FINISHED, Map.of("reading", 1L, "trip", 0L), NOW.plusSeconds(9));
        erasures.progress(first.id(), Erasure.State.UNDERWAY, Map.of(), null); // of another process, behind by a round

        Erasure done = erasures.find(key.organization(), first.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(Erasure.State.FINISHED);
        assertThat(done.removed()).containsOnly(Map.entry("reading", 5L), Map.entry("trip", 0L), Map.entry("gap", 1L));
        assertThat(done.finishedAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(erasures.unfinished(1_000)).contains(second).doesNotContain(done, first);
    }

    @Test
    default void anErasedVehicleComesBackOnlyAfterItWasLetInAgain() {
        Erasures erasures = stores().privacy().erasures();
        VehicleKey key = aVehicle();
        String before = erasures.mark();
        erasures.keep(order(key, NOW));
        assertThat(erasures.mark()).isNotEqualTo(before);
        assertThat(erasures.inForce()).anyMatch(erasure -> erasure.vehicle().equals(key.vehicle()));

        TelemetryLedger.Batch arrival =
                batch().moves(key, 0, standing(key, "Again", NOW)).done();
        assertThatThrownBy(() -> stores().ledger().commit(arrival)).isInstanceOf(TelemetryLedger.StaleStanding.class);
        stores().privacy().vins().keep(key, new VinVault.SealedVin(new byte[] {1}, new byte[] {2}));
        assertThat(stores().privacy().vins().find(key)).isEmpty();
        assertThat(erasures.readmit(new VehicleKey(anOrganization(), key.vehicle()), NOW))
                .isFalse();

        String between = erasures.mark();
        assertThat(erasures.readmit(key, NOW.plusSeconds(5))).isTrue();

        assertThat(erasures.mark()).isNotEqualTo(between);
        assertThat(erasures.readmit(key, NOW.plusSeconds(6))).isFalse();
        assertThat(erasures.inForce()).noneMatch(erasure -> erasure.vehicle().equals(key.vehicle()));
        stores().ledger().commit(arrival);
        assertThat(stores().vehicles().find(key.organization(), key.vehicle())).isPresent();
    }

    /** An order to erase all of a vehicle. */
    static Erasure order(VehicleKey key, Instant at) {
        return new Erasure(
                UUID.randomUUID(),
                key.organization(),
                key.vehicle(),
                null,
                null,
                "asked for by its owner",
                "someone",
                at,
                Erasure.State.REQUESTED,
                Map.of(),
                null,
                null);
    }
}
