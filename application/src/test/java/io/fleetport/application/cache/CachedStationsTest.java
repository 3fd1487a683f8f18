package io.fleetport.application.cache;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationDraft.stations;
import static io.fleetport.application.contract.StationSample.BERLIN;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.StationSample;
import io.fleetport.application.memory.InMemoryReadCache;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.ReadCache.Kind;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Stations.Filter;
import io.fleetport.application.port.out.Stores;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Stations shown out of the cache, and changed behind it. */
class CachedStationsTest {

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SteppedTime time = new SteppedTime();
    private final FailingCache cache = new FailingCache(new InMemoryReadCache(1_000, time::nanos));
    private final CachedReads reads = new CachedReads(cache, ONE_SECOND, meters, time);
    private final Stores stores = new InMemoryStores();
    private final ToldStations told = new ToldStations(stores.stations(), reads);
    private final Stations stations = new CachedStations(told, reads);
    private final OrganizationId acme = anOrganization();

    @Test
    void aStationAndAPageAreTheSameOutOfTheCacheAsOutOfTheStore() {
        StationKey full = aStationOf(acme);
        stores.ledger()
                .commit(stations()
                        .moves(full, 0, StationSample.standing(full, NOW))
                        .done());
        StationKey bare = aStationOf(acme);
        told.register(new FleetStation(acme, bare.station(), "Zürich", BERLIN, NOW.plusNanos(789)));
        Filter degraded = new Filter(StationStatus.DEGRADED, null, new Stations.PacksReady(1, 90));
        for (int i = 0; i < 2; i++) {
            for (StationKey key : new StationKey[] {full, bare}) {
                assertThat(stations.find(acme, key.station()))
                        .isEqualTo(stores.stations().find(acme, key.station()))
                        .isPresent();
            }
            for (Filter filter : new Filter[] {Filter.ALL, degraded}) {
                assertThat(stations.list(acme, filter, null, 100))
                        .isEqualTo(stores.stations().list(acme, filter, null, 100));
            }
        }
        assertThat(stations.list(acme, degraded, null, 100).items()).hasSize(1);
        assertThat(looks("miss")).isEqualTo(4);
        assertThat(looks("hit")).isEqualTo(5);
        assertThat(stations.ownerOf(bare.station())).contains(acme);
        assertThat(stations.owners()).containsEntry(bare.station(), acme);
    }

    @Test
    void listsAroundAPointAreAskedOfTheStore() {
        told.register(new FleetStation(acme, aStationOf(acme).station(), "Here", BERLIN, NOW));
        Filter near = new Filter(null, new Stations.Near(BERLIN, 10), null);
        for (int i = 0; i < 2; i++) {
            assertThat(stations.list(acme, near, null, 10).items()).hasSize(1);
        }
        assertThat(looks("miss") + looks("hit")).isZero();
    }

    @Test
    void whoChangesAStationReadsTheChangeAtOnceAtAnyProcess() {
        StationKey key = aStationOf(acme);
        Stations elsewhere = new CachedStations(told, new CachedReads(cache, ONE_SECOND, meters, time));
        told.register(new FleetStation(acme, key.station(), "Old", null, NOW));
        assertThat(elsewhere.find(acme, key.station()))
                .get()
                .extracting(k -> k.station().name())
                .isEqualTo("Old");
        assertThat(elsewhere.list(acme, Filter.ALL, null, 10).items()).hasSize(1);

        stations.register(new FleetStation(acme, key.station(), "New", null, NOW));

        assertThat(elsewhere.find(acme, key.station()))
                .get()
                .extracting(k -> k.station().name())
                .isEqualTo("New");
        assertThat(elsewhere.list(acme, Filter.ALL, null, 10).items())
                .extracting(k -> k.station().name())
                .containsExactly("New");
        assertThat(time.slept()).isZero();
    }

    @Test
    void aChangeTheCacheWasNotToldOfWaitsUntilNothingOlderIsLeft() {
        StationKey key = aStationOf(acme);
        told.register(new FleetStation(acme, key.station(), "Old", null, NOW));
        assertThat(stations.find(acme, key.station())).isPresent();

        cache.forgetful = false;
        told.register(new FleetStation(acme, key.station(), "New", null, NOW));

        assertThat(time.slept()).isEqualTo(ONE_SECOND);
        assertThat(name(key)).isEqualTo("New");
        assertThat(meters.counter("fleetport.read.cache.unforgotten").count()).isEqualTo(1);
    }

    @Test
    void aFailedChangeIsForgottenAsItMayHaveBeenMade() {
        StationKey key = aStationOf(acme);
        told.register(new FleetStation(acme, key.station(), "Old", null, NOW));
        assertThat(stations.find(acme, key.station())).isPresent();
        ToldStations half = new ToldStations(new HalfStations(stores.stations()), reads);

        assertThatThrownBy(() -> half.register(new FleetStation(acme, key.station(), "New", null, NOW)))
                .isInstanceOf(PortUnavailable.class);

        assertThat(name(key)).isEqualTo("New");
    }

    private String name(StationKey key) {
        return stations.find(acme, key.station()).orElseThrow().station().name();
    }

    private double looks(String outcome) {
        return CachedReadsTest.looks(meters, Kind.STATIONS, outcome);
    }
}
