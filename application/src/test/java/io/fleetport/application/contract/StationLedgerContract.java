package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationDraft.stations;
import static io.fleetport.application.contract.StationSample.aStation;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static io.fleetport.application.contract.StationSample.profile;
import static io.fleetport.application.contract.StationSample.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.application.port.out.TelemetryLedger.StaleStanding;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.TelemetryLedger} must do with the standings of stations. */
public interface StationLedgerContract extends StoreContract {

    @Test
    default void aStationNeverHeardOfHasNoStanding() {
        StationKey known = aStation();
        stores().ledger()
                .commit(stations().moves(known, 0, standing(known, NOW)).done());

        assertThat(stores().ledger().loadStations(List.of(aStation(), known))).containsOnlyKeys(known);
        assertThat(stores().ledger().loadStations(List.of())).isEmpty();
    }

    @Test
    default void aStandingOfAStationComesBackAsItWasCommittedOneVersionHigher() {
        StationKey key = aStation();
        Standing first = standing(key, NOW);
        Standing second = standing(key, NOW.plusSeconds(5));

        stores().ledger().commit(stations().moves(key, 0, first).done());
        assertStanding(key, 1, first);
        stores().ledger().commit(stations().moves(key, 1, second).done());
        assertStanding(key, 2, second);
    }

    @Test
    default void aStationRegisteredOnlyIsAtVersionZeroAndKeepsItsProfileWhenItIsHeard() {
        StationKey key = aStation();
        assertThat(stores().stations().register(profile(key, "Central"))).isTrue();

        Standing registered = stores().ledger().loadStations(List.of(key)).get(key);
        assertThat(registered.version()).isZero();
        assertThat(registered.profile()).isEqualTo(profile(key, "Central"));
        assertThat(registered.state()).isEqualTo(StationState.NOTHING_HEARD);
        Standing heard = standing(key, NOW);
        stores().ledger().commit(stations().moves(key, 0, heard).done());

        Standing stored = stores().ledger().loadStations(List.of(key)).get(key);
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.profile()).isEqualTo(profile(key, "Central"));
        assertThat(stored.state()).isEqualTo(heard.state());
    }

    @Test
    default void aLargeMemoryIsKeptByteForByte() {
        StationKey key = aStation();
        byte[] memory = new byte[256 * 1024];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = (byte) (i * 31 + i / 256);
        }
        Standing large = standing(key, standing(key, NOW).state(), memory);

        stores().ledger().commit(stations().moves(key, 0, large).done());

        assertStanding(key, 1, large);
    }

    @Test
    default void anotherWritersVersionOfAStationIsNoticedAndNothingOfTheBatchIsStored() {
        StationKey moved = aStation();
        StationKey fresh = aStationOf(moved.organization());
        VehicleKey vehicle = aVehicleOf(moved.organization());
        Standing theirs = standing(moved, NOW);
        stores().ledger().commit(stations().moves(moved, 0, theirs).done());
        StationDraft everything =
                StationStores.everythingAbout(fresh).moves(moved, 0, standing(moved, NOW.plusSeconds(1)));
        Batch late = batch().moves(vehicle, 0, Sample.standing(vehicle, "Car", NOW))
                .hears(vehicle, Sample.reading(vehicle, NOW, 1))
                .buries(Sample.deadLetter(fresh, io.fleetport.application.port.in.DeadLetterReason.TOO_OLD, NOW))
                .archives(Sample.archiveBatch(fresh, vehicle))
                .and(everything)
                .done();

        assertThatThrownBy(() -> stores().ledger().commit(late)).isInstanceOf(StaleStanding.class);

        assertStanding(moved, 1, theirs);
        StationStores.assertNothingStoredAbout(fresh, stores());
        assertThat(stores().ledger().load(List.of(vehicle))).isEmpty();
        assertThat(takeAllThatWaits()).noneMatch(message -> message.subject().equals(fresh));
    }

    @Test
    default void anotherWritersVersionOfAVehicleKeepsTheStationsOutToo() {
        StationKey station = aStation();
        VehicleKey vehicle = aVehicleOf(station.organization());
        Batch late = batch().moves(vehicle, 7, Sample.standing(vehicle, "Car", NOW))
                .and(StationStores.everythingAbout(station))
                .done();

        assertThatThrownBy(() -> stores().ledger().commit(late)).isInstanceOf(StaleStanding.class);
        StationStores.assertNothingStoredAbout(station, stores());

        stores().ledger()
                .commit(batch().moves(vehicle, 0, Sample.standing(vehicle, "Car", NOW))
                        .and(StationStores.everythingAbout(station))
                        .done());
        StationStores.assertEverythingStoredOnceAbout(station, stores());
    }

    @Test
    default void aVersionOfAStationAheadOfTheStoredOneIsStaleToo() {
        StationKey never = aStation();
        StationKey registered = aStation();
        StationKey heard = aStation();
        stores().stations().register(profile(registered, "Registered"));
        stores().ledger()
                .commit(stations().moves(heard, 0, standing(heard, NOW)).done());

        for (StationKey key : List.of(never, registered, heard)) {
            assertThatThrownBy(() -> stores().ledger()
                            .commit(stations().moves(key, 2, standing(key, NOW)).done()))
                    .isInstanceOf(StaleStanding.class);
        }

        assertThat(stores().ledger().loadStations(List.of(never, registered, heard)))
                .containsOnlyKeys(registered, heard);
    }

    @Test
    default void theVerySameBatchOfAStationAgainChangesNothing() {
        StationKey key = aStation();
        Batch batch = StationStores.everythingAbout(key).done();

        stores().ledger().commit(batch);
        stores().stations().register(profile(key, "Renamed meanwhile"));
        stores().ledger().commit(batch);

        assertThat(stores().ledger().loadStations(List.of(key)).get(key).version())
                .isEqualTo(1);
        StationStores.assertEverythingStoredOnceAbout(key, stores());
        assertThat(stores().stations().find(key.organization(), key.station()))
                .hasValueSatisfying(known -> assertThat(known.station().name()).isEqualTo("Renamed meanwhile"));
    }

    @Test
    default void theSameBatchOfAStationAfterItsSuccessorIsStale() {
        StationKey key = aStation();
        Batch first = stations().moves(key, 0, standing(key, NOW)).done();
        Standing next = standing(key, NOW.plusSeconds(1));
        stores().ledger().commit(first);
        stores().ledger().commit(stations().moves(key, 1, next).done());

        assertThatThrownBy(() -> stores().ledger().commit(first)).isInstanceOf(StaleStanding.class);

        assertStanding(key, 2, next);
    }

    @Test
    default void ofTwoFirstWritersOfAStationOneIsTold() {
        StationKey key = aStation();
        Standing first = standing(key, NOW);
        stores().ledger().commit(stations().moves(key, 0, first).done());

        assertThatThrownBy(() -> stores().ledger()
                        .commit(stations()
                                .moves(key, 0, standing(key, NOW.plusSeconds(1)))
                                .done()))
                .isInstanceOf(StaleStanding.class);

        assertStanding(key, 1, first);
    }

    @Test
    default void anotherOrganizationSeesNoStandingAndCannotTakeTheStationOver() {
        StationKey ours = aStation();
        StationKey stolen = new StationKey(anOrganization(), ours.station());
        Standing standing = standing(ours, NOW);
        stores().ledger().commit(stations().moves(ours, 0, standing).done());

        assertThat(stores().ledger().loadStations(List.of(stolen))).isEmpty();
        for (long version = 0; version < 2; version++) {
            Batch theft =
                    stations().moves(stolen, version, standing(stolen, NOW)).done();
            assertThatThrownBy(() -> stores().ledger().commit(theft)).isInstanceOf(PortRefused.class);
        }
        assertStanding(ours, 1, standing);
    }

    @Test
    default void aStationAnotherOrganizationRegisteredIsRefusedToo() {
        StationKey registered = aStation();
        StationKey stolen = new StationKey(anOrganization(), registered.station());
        stores().stations().register(profile(registered, "Ours"));

        Batch theft = stations().moves(stolen, 0, standing(stolen, NOW)).done();
        assertThatThrownBy(() -> stores().ledger().commit(theft)).isInstanceOf(PortRefused.class);

        assertThat(stores().ledger().loadStations(List.of(registered, stolen))).containsOnlyKeys(registered);
    }

    @Test
    default void theStationsWithOpenEndsAreKnown() {
        StationKey charging = aStation();
        StationKey swapping = aStation();
        StationKey idle = aStation();
        StationDraft draft = stations();
        StationStores.begin(draft, charging, "s-1");
        StationStores.begin(draft, idle, "s-1");
        StationStores.beginSwap(draft, swapping, "w-1");
        StationStores.beginSwap(draft, idle, "w-1");
        stores().ledger().commit(draft.done());
        assertThat(stores().ledger().withOpenEnds()).contains(charging, swapping, idle);

        StationDraft later = stations();
        StationStores.end(later, idle, "s-1");
        StationStores.completeSwap(later, idle, "w-1");
        StationStores.begin(later, charging, "s-2");
        stores().ledger().commit(later.done());

        assertThat(stores().ledger().withOpenEnds())
                .contains(charging, swapping)
                .doesNotContain(idle)
                .doesNotHaveDuplicates();
    }

    @Test
    default void aBigBatchOfStationsIsStoredWhole() {
        OrganizationId organization = anOrganization();
        List<StationKey> keys = new ArrayList<>();
        StationDraft draft = stations();
        for (int i = 0; i < 1_000; i++) {
            StationKey key = aStationOf(organization);
            keys.add(key);
            draft.moves(key, 0, standing(key, NOW)).hears(key, StationSample.report(NOW, i));
            StationStores.begin(draft, key, "s-1");
        }

        stores().ledger().commit(draft.done());

        Map<StationKey, Standing> standings = stores().ledger().loadStations(keys);
        assertThat(standings.keySet()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(standings.get(keys.get(999)).state())
                .isEqualTo(standing(keys.get(999), NOW).state());
        assertThat(keys)
                .allSatisfy(key -> assertThat(stores().stationHistory().between(key, NOW, NOW.plusSeconds(1), null, 10))
                        .hasSize(1));
        assertThat(stores().ledger().withOpenEnds()).containsAll(keys);
    }

    private void assertStanding(StationKey key, long version, Standing expected) {
        Standing stored = stores().ledger().loadStations(List.of(key)).get(key);
        assertThat(stored).isNotNull();
        assertThat(stored.version()).isEqualTo(version);
        assertThat(stored.profile()).isEqualTo(expected.profile());
        assertThat(stored.state()).isEqualTo(expected.state());
        assertThat(stored.memory()).isEqualTo(expected.memory());
    }
}
