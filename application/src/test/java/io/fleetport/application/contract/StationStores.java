package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.StationDraft.stations;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SwapFacts;
import java.time.Instant;
import java.util.List;

/** What several contracts commit about stations, and how they see that it is there. */
final class StationStores {

    private static final PackId PACK = new PackId("P-17");
    private static final Instant END = NOW.plusSeconds(10_000);

    private StationStores() {}

    static void begin(StationDraft draft, StationKey key, String session) {
        SessionFacts facts = StationSample.startedSession(session, NOW);
        draft.tells(key, StationSample.session(key, facts), facts);
    }

    static void end(StationDraft draft, StationKey key, String session) {
        SessionFacts facts = StationSample.endedSession(session, NOW);
        draft.tells(key, StationSample.session(key, facts), facts);
    }

    static void beginSwap(StationDraft draft, StationKey key, String swap) {
        SwapFacts facts = StationSample.startedSwap(swap, NOW);
        draft.tells(key, StationSample.swap(key, facts, NOW), facts);
    }

    static void completeSwap(StationDraft draft, StationKey key, String swap) {
        SwapFacts facts = StationSample.completedSwap(swap, NOW);
        draft.tells(key, StationSample.swap(key, facts, NOW), facts);
    }

    /** One of everything, but no command. */
    static StationDraft everythingAbout(StationKey key) {
        StationDraft draft = stations()
                .moves(key, 0, StationSample.standing(key, NOW))
                .hears(key, StationSample.report(NOW, 1))
                .hears(key, StationSample.report(NOW, 2))
                .carries(key, StationSample.packMove(key, PACK, NOW, PackMove.Kind.IN))
                .sees(key, PACK, NOW, new PackCondition(63.5, null, 31.25))
                .misses(key, new LostEvents(3, 7, 9, NOW, NOW.plusSeconds(5)));
        end(draft, key, "s-1");
        completeSwap(draft, key, "w-1");
        return draft;
    }

    static void assertEverythingStoredOnceAbout(StationKey key, Stores stores) {
        assertThat(stores.ledger().loadStations(List.of(key))).containsOnlyKeys(key);
        assertThat(stores.stationHistory().between(key, NOW, END, null, 10)).hasSize(2);
        assertThat(stores.stationHistory().lost(key, NOW, END, 10)).hasSize(1);
        assertThat(sessions(key, stores)).isEqualTo(1);
        assertThat(swaps(key, stores)).isEqualTo(1);
        assertThat(stores.packs().moves(key.organization(), PACK, 10)).hasSize(1);
        assertThat(stores.packs().find(key.organization(), PACK))
                .hasValueSatisfying(
                        pack -> assertThat(pack.condition()).isEqualTo(new PackCondition(63.5, null, 31.25)));
    }

    static void assertNothingStoredAbout(StationKey key, Stores stores) {
        assertThat(stores.ledger().loadStations(List.of(key))).isEmpty();
        assertThat(stores.stations().ownerOf(key.station())).isEmpty();
        assertThat(stores.stationHistory().between(key, NOW, END, null, 10)).isEmpty();
        assertThat(stores.stationHistory().lost(key, NOW, END, 10)).isEmpty();
        assertThat(sessions(key, stores)).isZero();
        assertThat(swaps(key, stores)).isZero();
        assertThat(stores.packs().moves(key.organization(), PACK, 10)).isEmpty();
        assertThat(stores.packs().find(key.organization(), PACK)).isEmpty();
        assertThat(stores.deadLetters()
                        .list(key.organization(), key, null, null, 10)
                        .items())
                .isEmpty();
    }

    private static int sessions(StationKey key, Stores stores) {
        Sessions.Filter ofStation = new Sessions.Filter(key.station(), null, null, null);
        return stores.sessions()
                .list(key.organization(), ofStation, null, 10)
                .items()
                .size();
    }

    private static int swaps(StationKey key, Stores stores) {
        Swaps.Filter ofStation = new Swaps.Filter(key.station(), null, null, null);
        return stores.swaps()
                .list(key.organization(), ofStation, null, 10)
                .items()
                .size();
    }
}
