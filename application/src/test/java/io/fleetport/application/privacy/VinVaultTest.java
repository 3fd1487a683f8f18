package io.fleetport.application.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.PrivacyContract;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.NotPermitted;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.FormerKeys;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.PrivacyStores;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VinVaultTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final String VIN = "5YJ3E1EA7KF000001";
    private static final String REASON = "stolen, police asked for it";

    private final PrivacyStores stores = new InMemoryStores().privacy();
    private final DataKeyRing keys = new DataKeyRing(new ToyKeys(), stores.dataKeys(), FormerKeys.NONE);
    private final PrivacyBook book = new PrivacyBook(stores.rules(), stores.erasures(), Duration.ofSeconds(1));
    private final List<String> recorded = new ArrayList<>();
    private VinKeeping keeping = keeping(stores.vins());

    private VinKeeping keeping(VinVault vault) {
        VinKeeping begun = new VinKeeping(new HmacPseudonyms(keys), vault, keys, book);
        begun.start();
        return begun;
    }

    private VinReveals reveals() {
        return new VinReveals(
                stores.vins(),
                keys,
                (caller, action, kind, id, reason, details) ->
                        recorded.add(caller.subject() + " " + action + " " + id + " " + reason));
    }

    private static Caller caller(OrganizationId organization, Permission... permissions) {
        return new Caller(organization, "someone", Set.of(permissions), null, null, Origin.SELF);
    }

    @AfterEach
    void stop() {
        keeping.close();
    }

    @Test
    void aVinThatCameByCertificateIsRevealedWithAReasonOnRecord() {
        VehicleId vehicle = keeping.of(ACME, "vin", VIN);
        await().until(() -> stores.vins().find(new VehicleKey(ACME, vehicle)).isPresent());

        assertThat(reveals().reveal(caller(ACME, Permission.VIEW_VINS), vehicle, REASON))
                .contains(VIN);
        assertThat(recorded).containsExactly("someone vin.reveal " + vehicle + " " + REASON);
        assertThat(new String(
                        stores.vins()
                                .find(new VehicleKey(ACME, vehicle))
                                .orElseThrow()
                                .vin(),
                        StandardCharsets.ISO_8859_1))
                .doesNotContain(VIN);
    }

    @Test
    void withoutPermissionReasonOrVehicleNothingIsRevealed() {
        VehicleId vehicle = keeping.of(ACME, "vin", VIN);
        await().until(() -> stores.vins().find(new VehicleKey(ACME, vehicle)).isPresent());
        Caller allowed = caller(ACME, Permission.VIEW_VINS);

        assertThatThrownBy(() -> reveals().reveal(caller(ACME, Permission.VIEW_VEHICLES), vehicle, REASON))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> reveals().reveal(allowed, vehicle, "  why not  "))
                .isInstanceOf(InvalidRequest.class);
        OrganizationId other = new OrganizationId("other");
        assertThat(reveals().reveal(caller(other, Permission.VIEW_VINS), vehicle, REASON))
                .isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void whatCannotBeRecordedIsNotRevealed() {
        VehicleId vehicle = keeping.of(ACME, "vin", VIN);
        await().until(() -> stores.vins().find(new VehicleKey(ACME, vehicle)).isPresent());
        VinReveals silent = new VinReveals(stores.vins(), keys, (caller, action, kind, id, reason, details) -> {
            throw new PortUnavailable("no audit log", new IllegalStateException());
        });

        assertThatThrownBy(() -> silent.reveal(caller(ACME, Permission.VIEW_VINS), vehicle, REASON))
                .isInstanceOf(PortUnavailable.class);
    }

    @Test
    void aVinWaitsForAStoreThatIsAwayWithoutHoldingUpItsVehicle() {
        AtomicInteger tries = new AtomicInteger();
        keeping.close();
        keeping = keeping(new VinVault() {
            @Override
            public void keep(VehicleKey key, SealedVin sealed) {
                if (tries.incrementAndGet() == 1) {
                    throw new PortUnavailable("away", new IllegalStateException());
                }
                stores.vins().keep(key, sealed);
            }

            @Override
            public Optional<SealedVin> find(VehicleKey key) {
                return stores.vins().find(key);
            }
        });

        VehicleId vehicle = keeping.of(ACME, "vin", VIN);

        await().until(() -> stores.vins().find(new VehicleKey(ACME, vehicle)).isPresent());
        assertThat(tries).hasValue(2);
    }

    @Test
    void onlyVinsGoIntoTheVaultAndNoneOfAnErasedVehicle() {
        VehicleId named = keeping.of(ACME, "http", VIN);
        VehicleId erased = new HmacPseudonyms(keys).of(ACME, "vin", VIN);
        stores.erasures().keep(PrivacyContract.order(new VehicleKey(ACME, erased), Instant.EPOCH));
        book.lookAgain();
        keeping.of(ACME, "vin", VIN);
        VehicleId last = keeping.of(ACME, "vin", "5YJ3E1EA7KF000002");

        await().until(() -> stores.vins().find(new VehicleKey(ACME, last)).isPresent());
        assertThat(stores.vins().find(new VehicleKey(ACME, named))).isEmpty();
        assertThat(stores.vins().find(new VehicleKey(ACME, erased))).isEmpty();
        assertThat(new ErasedVehicles(keeping, book).of(ACME, "vin", VIN)).isEqualTo(VehicleId.ERASED);
    }
}
