package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationDraft.stations;
import static io.fleetport.application.contract.StationSample.aStation;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static io.fleetport.application.contract.StationSample.endedSession;
import static io.fleetport.application.contract.StationSample.session;
import static io.fleetport.application.contract.StationSample.standing;
import static io.fleetport.application.contract.StationSample.startedSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.Sessions.Filter;
import io.fleetport.application.port.out.Sessions.State;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ChargingSession.Closure;
import io.fleetport.domain.station.ChargingSession.Neighbours;
import io.fleetport.domain.station.SessionEnergy;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionFlag;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationEvent.SessionMetered;
import io.fleetport.domain.station.StationRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Sessions} must do. */
public interface SessionsContract extends StoreContract {

    @Test
    default void everyKindOfSessionComesBackAsItWasTold() {
        StationKey key = aStation();
        SessionFacts meter = SessionFacts.of(
                new SessionMetered(StationSample.stamp(NOW), new SessionId("only-metered"), null, 90_000.0, null));
        SessionFacts silent = startedSession("silent", NOW.minusSeconds(200_000));
        List<ChargingSession> told = List.of(
                tell(key, startedSession("underway", NOW)),
                tell(key, endedSession("finished", NOW)),
                tell(
                        key,
                        ChargingSession.of(
                                key.station(), silent, new Neighbours(true, false), NOW, StationRule.DEFAULT),
                        silent),
                tell(
                        key,
                        new ChargingSession.ClosedByRule(
                                key.station(),
                                new SessionId("only-metered"),
                                NOW,
                                NOW,
                                Closure.SILENCE,
                                new ChargingSession.Figures(
                                        null, null, null, null, null, null, null, Set.of(SessionFlag.values()))),
                        meter),
                tell(
                        key,
                        new ChargingSession.Finished(
                                key.station(),
                                new SessionId("negative"),
                                NOW,
                                NOW.plusSeconds(1),
                                new ChargingSession.Figures(
                                        null,
                                        null,
                                        new SessionEnergy(-0.5, SessionEnergy.Source.ESTIMATED),
                                        0.0,
                                        100.0,
                                        null,
                                        null,
                                        Set.of())),
                        endedSession("negative", NOW)));

        assertThat(told.get(1)).isInstanceOf(ChargingSession.Finished.class);
        assertThat(told.get(2)).isInstanceOf(ChargingSession.ClosedByRule.class);
        for (ChargingSession session : told) {
            assertThat(stores().sessions().find(key, session.id())).contains(session);
        }
        assertThat(stores().sessions().find(key, new SessionId("other"))).isEmpty();
    }

    @Test
    default void aSessionToldAgainReplacesTheOneBefore() {
        StationKey key = aStation();
        tell(key, startedSession("s-1", NOW));
        SessionFacts earlier = endedSession("s-1", NOW.minusSeconds(30));
        ChargingSession again = tell(key, earlier);

        assertThat(stores().sessions().find(key, again.id())).contains(again);
        assertThat(listed(key.organization(), Filter.ALL)).containsExactly(again);
        assertThat(stores().sessions().facts(key, List.of(again.id()))).isEqualTo(Map.of(again.id(), earlier));
    }

    @Test
    default void theFactsOfThoseSessionsThatAreStoredAreGiven() {
        StationKey key = aStation();
        StationKey other = aStationOf(key.organization());
        SessionFacts one = endedSession("s-1", NOW);
        SessionFacts two = startedSession("s-2", NOW);
        tell(key, one);
        tell(key, two);
        tell(key, startedSession("s-3", NOW));
        tell(other, startedSession("s-4", NOW));

        assertThat(stores().sessions()
                        .facts(key, List.of(one.id(), two.id(), new SessionId("s-4"), new SessionId("never"))))
                .isEqualTo(Map.of(one.id(), one, two.id(), two));
        assertThat(stores().sessions().facts(key, List.of())).isEmpty();
        assertThat(stores().sessions().facts(new StationKey(anOrganization(), key.station()), List.of(one.id())))
                .isEmpty();
    }

    @Test
    default void sessionsOfOneNameAtTwoStationsAreTwo() {
        StationKey one = aStation();
        StationKey two = aStationOf(one.organization());
        ChargingSession atOne = tell(one, startedSession("same", NOW));
        ChargingSession atTwo = tell(two, endedSession("same", NOW));

        assertThat(stores().sessions().find(one, new SessionId("same"))).contains(atOne);
        assertThat(stores().sessions().find(two, new SessionId("same"))).contains(atTwo);
    }

    @Test
    default void anotherOrganizationFindsNoSessionAndReplacesNone() {
        StationKey ours = aStation();
        StationKey stolen = new StationKey(anOrganization(), ours.station());
        ChargingSession session = tell(ours, endedSession("s-1", NOW));
        StationKey theirs = aStationOf(stolen.organization());

        SessionFacts facts = startedSession("s-1", NOW);
        Batch theft = stations()
                .moves(theirs, 0, standing(theirs, NOW))
                .tells(stolen, session(stolen, facts), facts)
                .done();
        assertThatThrownBy(() -> stores().ledger().commit(theft)).isInstanceOf(PortRefused.class);

        assertThat(stores().sessions().find(ours, session.id())).contains(session);
        assertThat(stores().sessions().find(stolen, session.id())).isEmpty();
        assertThat(listed(stolen.organization(), Filter.ALL)).isEmpty();
        assertThat(stores().ledger().loadStations(List.of(theirs))).isEmpty();
    }

    @Test
    default void theNewestSessionComesFirstAndTiesGoByStationAndIdDescending() {
        OrganizationId organization = anOrganization();
        List<StationKey> keys = List.of(aStationOf(organization), aStationOf(organization));
        List<ChargingSession> told = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            told.add(tell(keys.get(i % 2), startedSession("s-" + i, NOW.plusSeconds(i / 6))));
        }
        told.sort(Comparator.comparing(ChargingSession::startedAt)
                .thenComparing(ChargingSession::station)
                .thenComparing(ChargingSession::id)
                .reversed());

        for (int size : new int[] {1, 5, 11, 12, 100}) {
            assertThat(paged(organization, Filter.ALL, size)).isEqualTo(told);
        }
    }

    @Test
    default void aListIsNarrowedByStationStateAndStart() {
        OrganizationId organization = anOrganization();
        StationKey one = aStationOf(organization);
        StationKey other = aStationOf(organization);
        ChargingSession early = tell(one, endedSession("s-1", NOW));
        ChargingSession late = tell(one, startedSession("s-2", NOW.plusSeconds(100)));
        ChargingSession others = tell(other, endedSession("s-1", NOW.plusSeconds(50)));

        assertThat(listed(organization, new Filter(one.station(), null, null, null)))
                .containsExactly(late, early);
        assertThat(listed(organization, new Filter(null, State.FINISHED, null, null)))
                .containsExactly(others, early);
        assertThat(listed(organization, new Filter(null, State.UNDERWAY, null, null)))
                .containsExactly(late);
        assertThat(listed(organization, new Filter(null, State.CLOSED_BY_RULE, null, null)))
                .isEmpty();
        assertThat(listed(organization, new Filter(null, null, NOW, NOW.plusSeconds(100))))
                .containsExactly(others, early);
        assertThat(listed(organization, new Filter(null, null, NOW.plusNanos(1_000), null)))
                .containsExactly(late, others);
        assertThat(listed(organization, new Filter(one.station(), State.FINISHED, NOW, NOW.plusNanos(1_000))))
                .containsExactly(early);
    }

    @Test
    default void duringAnIntervalAreThoseThatTookPlaceInItAtLeastInPart() {
        StationKey key = aStation();
        ChargingSession before = tell(key, endedSession("before", NOW)); // until 600
        ChargingSession open = tell(key, startedSession("open", NOW.plusSeconds(10)));
        ChargingSession across = tell(key, endedSession("across", NOW.plusSeconds(300))); // until 900
        ChargingSession within = tell(key, endedSession("within", NOW.plusSeconds(700)));
        ChargingSession tie = tell(key, endedSession("tie", NOW.plusSeconds(700)));
        tell(key, endedSession("after", NOW.plusSeconds(1_000)));
        tell(aStationOf(key.organization()), endedSession("other", NOW.plusSeconds(700)));

        assertThat(during(key, 600, 1_000, 100)).containsExactly(open, across, tie, within);
        assertThat(during(key, 600, 1_000, 2)).containsExactly(open, across);
        assertThat(during(key, 599, 700, 100)).containsExactly(before, open, across);
        assertThat(during(new StationKey(anOrganization(), key.station()), 0, 9_999, 100))
                .isEmpty();
        for (int limit : new int[] {-1, 0, 100_001}) {
            assertThatThrownBy(() -> during(key, 0, 1, limit)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void aCursorOfSessionsNobodyGaveOutAndAWrongLimitAreRefused() {
        StationKey key = aStation();
        tell(key, startedSession("s-1", NOW));

        assertThatThrownBy(() -> stores().sessions().list(key.organization(), Filter.ALL, "made-up!", 10))
                .isInstanceOf(IllegalArgumentException.class);
        for (int limit : new int[] {-1, 0, 1_001}) {
            assertThatThrownBy(() -> stores().sessions().list(key.organization(), Filter.ALL, null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(listed(key.organization(), Filter.ALL)).hasSize(1);
    }

    private ChargingSession tell(StationKey key, SessionFacts facts) {
        return tell(key, session(key, facts), facts);
    }

    private ChargingSession tell(StationKey key, ChargingSession session, SessionFacts facts) {
        stores().ledger().commit(stations().tells(key, session, facts).done());
        return session;
    }

    private List<ChargingSession> during(StationKey key, int from, int until, int limit) {
        Instant begin = NOW.plusSeconds(from);
        return stores().sessions().during(key, begin, NOW.plusSeconds(until), limit);
    }

    private List<ChargingSession> listed(OrganizationId organization, Filter filter) {
        List<ChargingSession> all = paged(organization, filter, 100);
        assertThat(paged(organization, filter, 1)).isEqualTo(all);
        return all;
    }

    private List<ChargingSession> paged(OrganizationId organization, Filter filter, int size) {
        List<ChargingSession> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<ChargingSession> page = stores().sessions().list(organization, filter, cursor, size);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
