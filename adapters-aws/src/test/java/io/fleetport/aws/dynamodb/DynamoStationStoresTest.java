package io.fleetport.aws.dynamodb;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.StationDraft.stations;
import static io.fleetport.application.contract.StationSample.aStation;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.PacksContract;
import io.fleetport.application.contract.SessionsContract;
import io.fleetport.application.contract.StationCommandsContract;
import io.fleetport.application.contract.StationDraft;
import io.fleetport.application.contract.StationHistoryContract;
import io.fleetport.application.contract.StationLedgerContract;
import io.fleetport.application.contract.StationSample;
import io.fleetport.application.contract.StationsContract;
import io.fleetport.application.contract.SwapsContract;
import io.fleetport.application.encoding.SwapFactsEncoding;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationChanges.NewReport;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.StationEvent.SessionEnded;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DynamoStationStoresTest {

    private static final PackId PACK = new PackId("P-17");

    /** Of its own: its outbox is emptied while other tests look into theirs. */
    private static final String PREFIX = "stations-";

    private static Database database;
    private static DynamoStores stores;

    @BeforeAll
    static void open() {
        database = DynamoTables.open(PREFIX);
        stores = new DynamoStores(DynamoTables.settings(PREFIX), new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        stores.close();
        database.close();
    }

    private static class Kept {
        public Stores stores() {
            return stores;
        }
    }

    @Nested
    class StationLedger extends Kept implements StationLedgerContract {}

    @Nested
    class Stations extends Kept implements StationsContract {}

    @Nested
    class StationHistory extends Kept implements StationHistoryContract {}

    @Nested
    class Sessions extends Kept implements SessionsContract {}

    @Nested
    class Swaps extends Kept implements SwapsContract {}

    @Nested
    class Packs extends Kept implements PacksContract {}

    @Nested
    class StationCommands extends Kept implements StationCommandsContract {}

    @Test
    void aStationThatTellsMoreThanATransactionTakesIsStoredWhole() {
        StationKey key = aStation();
        StationDraft draft = stations().moves(key, 0, StationSample.standing(key, NOW));
        List<String> sessions =
                IntStream.range(0, 60).mapToObj(number -> "s-" + number).toList();
        for (String session : sessions) {
            SessionFacts facts = StationSample.startedSession(session, NOW);
            draft.tells(key, StationSample.session(key, facts), facts);
        }
        for (int i = 0; i < 120; i++) {
            draft.hears(key, StationSample.report(NOW, i))
                    .sees(key, new PackId("P-" + i), NOW, PackCondition.ofSoc(7.0));
        }

        stores.ledger().commit(draft.done());
        stores.ledger().commit(draft.done());

        assertThat(stores.ledger().loadStations(List.of(key)).get(key).version())
                .isEqualTo(1);
        assertThat(stores.stationHistory().between(key, NOW, NOW.plusSeconds(1), null, 1_000))
                .hasSize(120);
        assertThat(stores.packs().list(key.organization(), null, 1_000).items()).hasSize(120);
        assertThat(underway(key, null)).hasSize(60);
    }

    @Test
    void whatIsUnderwayIsPagedInTheOrderOfTheWholeList() {
        StationKey key = aStation();
        for (int i = 0; i < 5; i++) {
            SessionFacts facts = StationSample.startedSession("s-" + i, NOW.plusSeconds(i / 2));
            stores.ledger()
                    .commit(stations()
                            .tells(key, StationSample.session(key, facts), facts)
                            .done());
        }

        List<ChargingSession> whole = stores.sessions()
                .list(key.organization(), io.fleetport.application.port.out.Sessions.Filter.ALL, null, 10)
                .items();
        assertThat(underway(key, key)).isEqualTo(whole).hasSize(5);
        assertThat(underway(key, null)).isEqualTo(whole);
    }

    @Test
    void stationsThatTellOfOnePackAtTheSameTimeAllGetThroughAndTheNewestStands() throws Exception {
        StationKey first = aStation();
        List<Callable<Void>> tellers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            StationKey key = aStationOf(first.organization());
            int soc = i;
            tellers.add(() -> {
                stores.ledger()
                        .commit(stations()
                                .moves(key, 0, StationSample.standing(key, NOW))
                                .sees(key, PACK, NOW.plusSeconds(soc), PackCondition.ofSoc((double) soc))
                                .done());
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> told : threads.invokeAll(tellers)) {
                told.get();
            }
        }

        assertThat(stores.packs().find(first.organization(), PACK))
                .hasValueSatisfying(
                        known -> assertThat(known.condition().socPercent()).isEqualTo(3));
        assertThat(stores.stations()
                        .list(first.organization(), io.fleetport.application.port.out.Stations.Filter.ALL, null, 10)
                        .items())
                .hasSize(4);
    }

    @Test
    void aSessionOfManyDaysIsFoundInTheMiddleOfThem() {
        StationKey key = aStation();
        SessionFacts facts = StationSample.startedSession("s-1", NOW);
        var ended = new SessionEnded(
                StationSample.stamp(NOW.plus(Duration.ofDays(9))), facts.id(), null, null, null, null, null);
        SessionFacts whole = facts.with(ended);
        ChargingSession session = StationSample.session(key, whole);
        stores.ledger().commit(stations().tells(key, session, whole).done());

        var day = NOW.plus(Duration.ofDays(5));
        assertThat(stores.sessions().during(key, day, day.plusSeconds(86_400), 10))
                .containsExactly(session);
        assertThat(stores.sessions().during(key, NOW.plus(Duration.ofDays(9)), NOW.plus(Duration.ofDays(10)), 10))
                .isEmpty();
    }

    @Test
    void anErasedVehicleIsNobodyInWhatStationsTold() {
        StationKey key = aStation();
        SwapFacts swap = StationSample.completedSwap("w-1", NOW);
        SessionFacts session = StationSample.endedSession("s-1", NOW);
        VehicleId vehicle = StationSample.swap(key, swap, NOW).vehicle();
        byte[] memory = SwapFactsEncoding.encode(swap);
        stores.ledger()
                .commit(stations()
                        .moves(
                                key,
                                0,
                                StationSample.standing(
                                        key, StationSample.standing(key, NOW).state(), memory))
                        .tells(key, StationSample.session(key, session), session)
                        .tells(key, StationSample.swap(key, swap, NOW), swap)
                        .carries(key, StationSample.packMove(key, PACK, NOW, PackMove.Kind.IN))
                        .done());
        ErasedAtStations erased = new ErasedAtStations(database);
        VehicleKey gone = new VehicleKey(key.organization(), vehicle);
        ErasureScope before = new ErasureScope(gone, NOW.minusSeconds(60), NOW);

        assertThat(erased.erase(before))
                .containsAllEntriesOf(Map.of("charging_session", 0L, "swap", 0L, "pack_move", 0L));
        assertThat(erased.erase(new ErasureScope(gone, null, null)).values()).containsOnly(1L, 0L);
        assertThat(erased.erase(new ErasureScope(gone, null, null)).values()).containsOnly(0L);

        assertThat(stores.swaps().find(key, swap.id()).orElseThrow().vehicle()).isEqualTo(VehicleId.ERASED);
        assertThat(stores.sessions()
                        .find(key, session.id())
                        .orElseThrow()
                        .figures()
                        .vehicle())
                .isEqualTo(VehicleId.ERASED);
        assertThat(stores.packs().moves(key.organization(), PACK, 1).getFirst().vehicle())
                .isEqualTo(VehicleId.ERASED);
        assertThat(stores.ledger().loadStations(List.of(key)).get(key).version())
                .isEqualTo(2);
        assertThat(stores.stations().find(key.organization(), key.station())).isPresent();
    }

    @Test
    void oldReportsGoAFewAtATimeAndThoseOfOthersStay() {
        StationKey one = aStation();
        StationKey two = aStationOf(one.organization());
        StationKey other = aStation();
        for (StationKey key : List.of(one, two, other)) {
            stores.ledger()
                    .commit(stations()
                            .moves(key, 0, StationSample.standing(key, NOW))
                            .hears(key, StationSample.report(NOW, 1))
                            .hears(key, StationSample.report(NOW.plusSeconds(1), 2))
                            .hears(key, StationSample.report(NOW.plusSeconds(9), 3))
                            .done());
        }
        ForgottenReports reports = new ForgottenReports(database);

        assertThat(reports.forget(one.organization(), NOW.plusSeconds(9), 3)).isEqualTo(3);
        assertThat(reports.forget(one.organization(), NOW.plusSeconds(9), 3)).isEqualTo(1);
        assertThat(reports.forget(one.organization(), NOW.plusSeconds(9), 3)).isZero();

        assertThat(Stream.of(one, two, other).map(key -> stores.stationHistory()
                        .between(key, NOW, NOW.plusSeconds(60), null, 10)
                        .size()))
                .containsExactly(1, 1, 3);
    }

    @Test
    void aReportThatIsKeptForATimeSaysWhenItGoes() {
        NewReport added = new NewReport(aStation(), StationSample.report(NOW, 1), NOW.plusSeconds(1));

        assertThat(ReportItems.item(added, null).has(Item.EXPIRES)).isFalse();
        assertThat(ReportItems.item(added, Duration.ofDays(30)).number(Item.EXPIRES))
                .isEqualTo(NOW.plusSeconds(1).plus(Duration.ofDays(30)).getEpochSecond());
    }

    /** By pages of two: of the organization, or of one station. */
    private List<ChargingSession> underway(StationKey key, StationKey only) {
        var filter = new io.fleetport.application.port.out.Sessions.Filter(
                only == null ? null : only.station(),
                io.fleetport.application.port.out.Sessions.State.UNDERWAY,
                null,
                null);
        List<ChargingSession> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<ChargingSession> page = stores.sessions().list(key.organization(), filter, cursor, 2);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
