package io.fleetport.application.cache;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.Sample.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.Sample;
import io.fleetport.application.memory.InMemoryReadCache;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.ReadCache.Kind;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Vehicles shown out of the cache: the same as out of the store, for a moment longer. */
class CachedReadsTest {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SteppedTime time = new SteppedTime();
    private final FailingCache cache = new FailingCache(new InMemoryReadCache(1_000, time::nanos));
    private final CachedReads reads = new CachedReads(cache, ONE_SECOND, meters, time);
    private final Stores stores = new InMemoryStores();
    private final Vehicles vehicles = new CachedVehicles(stores.vehicles(), reads);
    private final OrganizationId acme = anOrganization();

    @Test
    void aVehicleAndAPageAreTheSameOutOfTheCacheAsOutOfTheStore() {
        VehicleKey van = heard("Van 🚗");
        heard("Zoe");
        for (int i = 0; i < 2; i++) {
            assertThat(vehicles.find(acme, van.vehicle()))
                    .isEqualTo(stores.vehicles().find(acme, van.vehicle()))
                    .isPresent();
            assertThat(vehicles.list(acme, null, null, 1))
                    .isEqualTo(stores.vehicles().list(acme, null, null, 1));
            assertThat(vehicles.list(acme, "Zoe", null, 10))
                    .isEqualTo(stores.vehicles().list(acme, "Zoe", null, 10));
            assertThat(vehicles.list(acme, "Nobody", null, 10).items()).isEmpty();
        }
        assertThat(looks("miss")).isEqualTo(4);
        assertThat(looks("hit")).isEqualTo(4);
        assertThat(vehicles.list(acme, null, vehicles.list(acme, null, null, 1).next(), 1))
                .isEqualTo(stores.vehicles()
                        .list(
                                acme,
                                null,
                                stores.vehicles().list(acme, null, null, 1).next(),
                                1));
    }

    @Test
    void whatACommitReplacedIsShownForOneTimeToLive() {
        VehicleKey van = heard("Before");
        assertThat(name(van)).isEqualTo("Before");
        stores.ledger()
                .commit(batch().moves(van, 1, standing(van, "After", NOW)).done());
        time.pass(ONE_SECOND.minusNanos(1));
        assertThat(name(van)).isEqualTo("Before");
        time.pass(Duration.ofNanos(1));
        assertThat(name(van)).isEqualTo("After");
    }

    @Test
    void anAnswerTheStoreWasSlowToGiveIsOldAlready() {
        VehicleKey van = heard("Before");
        Vehicles slow = new CachedVehicles(new SlowVehicles(stores.vehicles(), time), reads);
        assertThat(slow.find(acme, van.vehicle())).isPresent(); // takes 400 ms
        stores.ledger()
                .commit(batch().moves(van, 1, standing(van, "After", NOW)).done());
        time.pass(Duration.ofMillis(599));
        assertThat(name(van)).isEqualTo("Before");
        time.pass(Duration.ofMillis(2));
        assertThat(name(van)).isEqualTo("After");
    }

    @Test
    void whatIsNotThereIsLookedForEachTime() {
        VehicleKey late = aVehicleOf(acme);
        assertThat(vehicles.find(acme, late.vehicle())).isEmpty();
        stores.ledger()
                .commit(batch().moves(late, 0, standing(late, "Here", NOW)).done());
        assertThat(name(late)).isEqualTo("Here");
    }

    @Test
    void anErasedVehicleIsNotShownOutOfTheCache() {
        VehicleKey van = heard("Van");
        assertThat(vehicles.find(acme, van.vehicle())).isPresent();
        assertThat(vehicles.list(acme, null, null, 10).items()).hasSize(1);
        ErasureScope scope = new ErasureScope(van, null, null);
        stores.privacy().erasable().begin(scope);

        assertThat(new ErasedReads(reads).erase(new ErasureScope.Messages(scope, Set.of())))
                .isZero();

        assertThat(vehicles.find(acme, van.vehicle())).isEmpty();
        assertThat(vehicles.list(acme, null, null, 10).items()).isEmpty();
        assertThat(new ErasedReads(reads).place()).isEqualTo("read_cache");
    }

    @Test
    void anotherOrganizationAsksItsOwnShelf() {
        VehicleKey van = heard("Ours");
        assertThat(vehicles.find(acme, van.vehicle())).isPresent();
        assertThat(vehicles.list(acme, null, null, 10).items()).hasSize(1);
        OrganizationId other = anOrganization();
        assertThat(vehicles.find(other, van.vehicle())).isEmpty();
        assertThat(vehicles.list(other, null, null, 10).items()).isEmpty();
    }

    @Test
    void anAnswerAtAnothersPlaceOrOfNoFormIsAskedOfTheStoreAndReplaced() {
        VehicleKey van = heard("Ours");
        VehicleKey theirs = aVehicle();
        stores.ledger()
                .commit(batch().moves(theirs, 0, standing(theirs, "Theirs", NOW))
                        .done());
        assertThat(vehicles.find(theirs.organization(), theirs.vehicle())).isPresent();
        byte[] ofOthers = cache.last;
        for (byte[] nonsense : new byte[][] {{}, {1, 2, 3}, new byte[1_000], ofOthers}) {
            cache.instead = nonsense;
            assertThat(name(van)).isEqualTo("Ours");
        }
        assertThat(looks("unreadable")).isEqualTo(4);
        cache.instead = null;
        assertThat(name(van)).isEqualTo("Ours");
        assertThat(looks("hit")).isEqualTo(1);
    }

    @Test
    void withTheCacheAwayTheStoreAnswersAndNothingIsKept() {
        VehicleKey van = heard("Van");
        cache.away = true;
        for (int i = 0; i < 3; i++) {
            assertThat(name(van)).isEqualTo("Van");
        }
        assertThat(looks("away")).isEqualTo(3);
        assertThat(cache.last).isNull();
    }

    @Test
    void whatTheStoreRefusesIsRefusedEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> vehicles.list(acme, null, "made-up!", 10))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new CachedReads(cache, Duration.ZERO, meters))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private VehicleKey heard(String name) {
        VehicleKey key = aVehicleOf(acme);
        stores.ledger()
                .commit(batch().moves(key, 0, Sample.standing(key, name, NOW)).done());
        return key;
    }

    private String name(VehicleKey key) {
        return vehicles.find(acme, key.vehicle()).orElseThrow().vehicle().name();
    }

    private double looks(String outcome) {
        return CachedReadsTest.looks(meters, Kind.VEHICLES, outcome);
    }

    static double looks(MeterRegistry meters, Kind kind, String outcome) {
        return meters.get("fleetport.read.cache.looks")
                .tags("kind", kind.name().toLowerCase(Locale.ROOT), "outcome", outcome)
                .counter()
                .count();
    }
}
