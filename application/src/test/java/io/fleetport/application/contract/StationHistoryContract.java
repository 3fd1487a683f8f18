package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationDraft.stations;
import static io.fleetport.application.contract.StationSample.aStation;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static io.fleetport.application.contract.StationSample.bareReport;
import static io.fleetport.application.contract.StationSample.report;
import static io.fleetport.application.contract.StationSample.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.StationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.StationHistory} must do. */
public interface StationHistoryContract extends StoreContract {

    Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    @Test
    default void reportsComeBackInEventOrderAsTheyWereHeard() {
        StationKey key = aStation();
        List<StationReport> reports = List.of(
                report(NOW, Long.MIN_VALUE),
                bareReport(NOW, -1),
                report(NOW, 7),
                bareReport(NOW.plusNanos(1_000), Long.MAX_VALUE));
        reports.reversed().forEach(report -> hear(key, report));

        assertThat(between(key, null, 10)).isEqualTo(reports);
    }

    @Test
    default void reportsOfDatesFarApartGoInOneBatch() {
        StationKey key = aStation();
        List<StationReport> reports = List.of(
                report(Instant.parse("2015-01-01T00:00:00Z"), 1),
                report(Instant.parse("2015-01-31T23:59:59.999999Z"), 2),
                report(Instant.parse("2026-02-28T23:59:59.999999Z"), 3),
                report(Instant.parse("2026-03-01T00:00:00Z"), 4));
        StationDraft draft = stations().moves(key, 0, standing(key, NOW));
        reports.forEach(report -> draft.hears(key, report));

        stores().ledger().commit(draft.done());

        assertThat(between(key, null, 10)).isEqualTo(reports);
    }

    @Test
    default void aReportStoredBeforeIsKeptOnceAndTheRestOfTheBatchGoesIn() {
        StationKey key = aStation();
        StationReport known = report(NOW, 1);
        StationReport fresh = report(NOW.plusSeconds(1), 2);
        hear(key, known);

        stores().ledger()
                .commit(stations()
                        .moves(key, 0, standing(key, NOW))
                        .hears(key, known)
                        .hears(key, fresh)
                        .done());

        assertThat(between(key, null, 10)).containsExactly(known, fresh);
        assertThat(stores().ledger().loadStations(List.of(key))).containsOnlyKeys(key);
    }

    @Test
    default void anIntervalOfReportsIncludesItsBeginningAndNotItsEnd() {
        StationKey key = aStation();
        List<StationReport> reports = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            reports.add(report(NOW.plusSeconds(i), i));
            hear(key, reports.get(i));
        }

        assertThat(stores().stationHistory().between(key, NOW.plusSeconds(1), NOW.plusSeconds(3), null, 10))
                .isEqualTo(reports.subList(1, 3));
        assertThat(stores().stationHistory().between(key, NOW.plusSeconds(1), NOW.plusSeconds(1), null, 10))
                .isEmpty();
    }

    @Test
    default void readingOnAfterTheLastReportSkipsNoneAndRepeatsNone() {
        StationKey key = aStation();
        StationDraft draft = stations();
        for (int i = 0; i < 10; i++) {
            draft.hears(key, report(NOW.plusSeconds(i / 4), i % 4 - 2));
        }
        stores().ledger().commit(draft.done());
        List<StationReport> all = between(key, null, 100);

        List<StationReport> paged = new ArrayList<>();
        StationReport last = null;
        List<StationReport> some;
        do {
            some = between(key, last, 3);
            paged.addAll(some);
            last = paged.getLast();
        } while (some.size() == 3);

        assertThat(paged).isEqualTo(all).hasSize(10);
    }

    @Test
    default void otherStationsAndOrganizationsHaveTheirOwnHistory() {
        StationKey key = aStation();
        hear(key, report(NOW, 1));
        stores().ledger().commit(stations().misses(key, lost(1, 5, 6, 0, 10)).done());

        for (StationKey other :
                List.of(aStationOf(key.organization()), new StationKey(anOrganization(), key.station()))) {
            assertThat(between(other, null, 10)).isEmpty();
            assertThat(lost(other, 0, 100)).isEmpty();
        }
        assertThat(between(key, null, 10)).hasSize(1);
        assertThat(lost(key, 0, 100)).hasSize(1);
    }

    @Test
    default void gapsAreThoseThatTouchTheIntervalOldestFirst() {
        StationKey key = aStation();
        LostEvents first = lost(1, 5, 6, 0, 10);
        LostEvents second = lost(2, 3, 3, 20, 30);
        LostEvents tie = lost(2, 5, 5, 20, 25);
        LostEvents moment = lost(3, 1, 9, 40, 40);
        stores().ledger()
                .commit(stations().misses(key, tie, moment, second, first).done());

        assertThat(lost(key, 0, 100)).containsExactly(first, second, tie, moment);
        assertThat(lost(key, 10, 20)).containsExactly(first);
        assertThat(lost(key, 11, 20)).isEmpty();
        assertThat(lost(key, 30, 40)).containsExactly(second);
        assertThat(lost(key, 40, 41)).containsExactly(moment);
        assertThat(stores().stationHistory().lost(key, NOW, NOW.plusSeconds(100), 2))
                .containsExactly(first, second);
    }

    @Test
    default void aGapThatIsFilledInPartGivesWayToWhatIsStillMissing() {
        StationKey key = aStation();
        LostEvents whole = lost(1, 5, 9, 0, 10);
        LostEvents below = lost(1, 5, 6, 0, 5);
        LostEvents above = lost(1, 8, 9, 5, 10);
        LostEvents sameNumberOfAnotherBoot = lost(2, 5, 9, 20, 30);
        stores().ledger()
                .commit(stations().misses(key, whole, sameNumberOfAnotherBoot).done());

        stores().ledger()
                .commit(stations().fills(key, List.of(whole), below, above).done());
        assertThat(lost(key, 0, 100)).containsExactly(below, above, sameNumberOfAnotherBoot);

        stores().ledger().commit(stations().fills(key, List.of(above)).done());
        assertThat(lost(key, 0, 100)).containsExactly(below, sameNumberOfAnotherBoot);
    }

    @Test
    default void severalChangesOfGapsInOneBatchCountInTheirOrder() {
        StationKey key = aStation();
        LostEvents whole = lost(1, 5, 9, 0, 10);
        LostEvents above = lost(1, 6, 9, 5, 10);
        LostEvents again = lost(1, 20, 21, 50, 60);

        stores().ledger()
                .commit(stations()
                        .misses(key, whole)
                        .fills(key, List.of(whole), above)
                        .misses(key, again)
                        .fills(key, List.of(again))
                        .done());

        assertThat(lost(key, 0, 100)).containsExactly(above);
    }

    @Test
    default void aWrongLimitOfReportsOrGapsIsRefused() {
        StationKey key = aStation();
        hear(key, report(NOW, 1));

        for (int limit : new int[] {-1, 0, 10_001}) {
            assertThatThrownBy(() -> between(key, null, limit)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> stores().stationHistory().lost(key, NOW, NOW, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(between(key, null, 10_000)).hasSize(1);
    }

    private void hear(StationKey key, StationReport report) {
        stores().ledger().commit(stations().hears(key, report).done());
    }

    private List<StationReport> between(StationKey key, StationReport after, int limit) {
        return stores().stationHistory().between(key, LONG_AGO, NOW.plusSeconds(1_000), after, limit);
    }

    private List<LostEvents> lost(StationKey key, int from, int until) {
        return stores().stationHistory().lost(key, NOW.plusSeconds(from), NOW.plusSeconds(until), 100);
    }

    private static LostEvents lost(long boot, long first, long last, int from, int until) {
        return new LostEvents(boot, first, last, NOW.plusSeconds(from), NOW.plusSeconds(until));
    }
}
