package io.fleetport.application.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.station.StationDirectory.Belongs;
import io.fleetport.application.station.StationDirectory.NotKnownYet;
import io.fleetport.application.station.StationDirectory.Owner;
import io.fleetport.application.station.StationDirectory.Unregistered;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StationDirectoryTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final OrganizationId DEMO = new OrganizationId("demo");

    private final SwitchableStations stations = new SwitchableStations();
    private final List<StationDirectory> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(StationDirectory::close);
    }

    @Test
    void stationsKnownFromTheBeginningAreNotLookedUp() {
        stations.own("S-1", "acme");
        StationDirectory directory = directory(null);

        assertThat(directory.ownerOf(new StationId("S-1"))).isEqualTo(new Belongs(ACME));
        assertThat(stations.lookedUp).hasValue(0);
    }

    @Test
    void aStationRegisteredElsewhereIsLookedUpOnce() throws InterruptedException {
        StationDirectory directory = directory(null);
        stations.own("S-2", "acme");

        assertThat(directory.ownerOf(new StationId("S-2"))).isInstanceOf(NotKnownYet.class);

        assertThat(ownerOnceKnown(directory, "S-2")).isEqualTo(new Belongs(ACME));
        assertThat(stations.lookedUp).hasValue(1);
    }

    @Test
    void aStationOfNobodyIsNotAskedForAgainAndAgain() throws InterruptedException {
        StationDirectory directory = directory(null);

        assertThat(ownerOnceKnown(directory, "S-9")).isEqualTo(new Unregistered());
        for (int i = 0; i < 1_000; i++) {
            assertThat(directory.ownerOf(new StationId("S-9"))).isEqualTo(new Unregistered());
        }
        assertThat(stations.lookedUp).hasValue(1);
    }

    @Test
    void thatAStationIsNobodysIsForgottenAfterAWhile() {
        StationDirectory directory = open(new DirectorySettings(null, Duration.ofMillis(1), Duration.ofMillis(5)));
        directory.ownerOf(new StationId("S-9"));
        await().until(() -> stations.lookedUp.get() == 1);

        stations.own("S-9", "acme");

        await().until(() -> directory.ownerOf(new StationId("S-9")).equals(new Belongs(ACME)));
    }

    @Test
    void aNewcomerBelongsToWhoTakesNewcomers() throws InterruptedException {
        StationDirectory directory = directory(DEMO);

        assertThat(ownerOnceKnown(directory, "S-9")).isEqualTo(new Belongs(DEMO));
    }

    @Test
    void aRegistrationCountsAtOnce() throws InterruptedException {
        StationDirectory directory = directory(null);
        assertThat(ownerOnceKnown(directory, "S-3")).isEqualTo(new Unregistered());

        directory.registered(new StationId("S-3"), ACME);

        assertThat(directory.ownerOf(new StationId("S-3"))).isEqualTo(new Belongs(ACME));
    }

    @Test
    void whileTheStoreIsAwayNobodyIsTakenForANewcomer() throws InterruptedException {
        stations.away(true);
        StationDirectory directory = directory(DEMO);
        stations.own("S-1", "acme");
        List<String> resumed = new CopyOnWriteArrayList<>();

        assertThat(directory.ownerOf(new StationId("S-1"))).isInstanceOf(NotKnownYet.class);
        directory.whenKnown(new StationId("S-1"), () -> resumed.add("S-1"));
        await().until(() -> stations.lookedUp.get() >= 3);
        assertThat(directory.ownerOf(new StationId("S-1"))).isInstanceOf(NotKnownYet.class);
        assertThat(resumed).isEmpty();

        stations.away(false);

        await().untilAsserted(() -> assertThat(resumed).containsExactly("S-1"));
        assertThat(directory.ownerOf(new StationId("S-1"))).isEqualTo(new Belongs(ACME));
    }

    @Test
    void manyStationsAreLookedUpTogetherOnceTheStoreIsBack() {
        stations.away(true);
        StationDirectory directory = directory(null);
        for (int i = 0; i < 1_000; i++) {
            stations.own("S-" + i, "acme");
            directory.ownerOf(new StationId("S-" + i));
        }
        List<Integer> resumed = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int station = i;
            directory.whenKnown(new StationId("S-" + i), () -> resumed.add(station));
        }

        stations.away(false);

        await().untilAsserted(() -> assertThat(resumed).hasSize(1_000));
        assertThat(directory.ownerOf(new StationId("S-999"))).isEqualTo(new Belongs(ACME));
        assertThat(stations.lookedUp.get() + stations.readWhole.get()).isLessThan(1_000);
    }

    @Test
    void whoWaitsForWhatIsKnownIsCalledAtOnce() {
        stations.own("S-1", "acme");
        List<String> resumed = new ArrayList<>();

        directory(null).whenKnown(new StationId("S-1"), () -> resumed.add("S-1"));

        assertThat(resumed).containsExactly("S-1");
    }

    @Test
    void aFailingFollowerDoesNotKeepOthersWaiting() {
        stations.away(true);
        StationDirectory directory = directory(null);
        List<String> resumed = new CopyOnWriteArrayList<>();
        directory.ownerOf(new StationId("S-1"));
        directory.whenKnown(new StationId("S-1"), () -> {
            throw new IllegalStateException("broken follower");
        });
        directory.whenKnown(new StationId("S-1"), () -> resumed.add("S-1"));

        stations.away(false);

        await().untilAsserted(() -> assertThat(resumed).containsExactly("S-1"));
    }

    private static Owner ownerOnceKnown(StationDirectory directory, String station) throws InterruptedException {
        StationId id = new StationId(station);
        CountDownLatch known = new CountDownLatch(1);
        if (directory.ownerOf(id) instanceof NotKnownYet) {
            directory.whenKnown(id, known::countDown);
            assertThat(known.await(10, TimeUnit.SECONDS)).isTrue();
        }
        return directory.ownerOf(id);
    }

    private StationDirectory directory(@Nullable OrganizationId newcomers) {
        return open(new DirectorySettings(newcomers, Duration.ofMinutes(1), Duration.ofMillis(5)));
    }

    private StationDirectory open(DirectorySettings settings) {
        StationDirectory directory = StationDirectory.open(stations, settings);
        opened.add(directory);
        return directory;
    }
}
