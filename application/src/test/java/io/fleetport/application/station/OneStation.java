package io.fleetport.application.station;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.PackStay;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationRule;
import io.fleetport.domain.station.StationState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A station whose tellings are committed as the intake does it. */
final class OneStation {

    static final StationKey KEY = new StationKey(new OrganizationId("acme"), new StationId("S-1"));
    static final Instant END_OF_TIME = Instant.parse("2030-01-01T00:00:00Z");

    private final InMemoryStores stores = new InMemoryStores();
    private long version;
    private StationTimeline timeline = open(StationState.NOTHING_HEARD, new byte[0]);

    /** Everything a tenant could see of it. */
    record Content(
            StationState state,
            List<?> reports,
            List<?> sessions,
            List<?> swaps,
            List<?> gaps,
            Map<PackId, List<PackStay>> journeys) {}

    StationTimeline timeline() {
        return timeline;
    }

    InMemoryStores stores() {
        return stores;
    }

    /** Takes the messages as one batch. */
    void say(List<StationMessage> messages) {
        boolean fresh = false;
        for (StationMessage message : messages) {
            fresh |= timeline.take(message);
        }
        if (fresh) {
            commit(timeline.tell());
        }
    }

    void say(StationMessage... messages) {
        say(List.of(messages));
    }

    void fallSilent(Instant now) {
        StationTelling telling = timeline.fallSilent(now);
        if (!telling.isEmpty()) {
            commit(telling);
        }
    }

    /** Forgets what is in memory and goes on from what is stored. */
    void restart() {
        StationChanges.Standing stored =
                stores.ledger().loadStations(List.of(KEY)).get(KEY);
        if (stored != null) {
            timeline = open(stored.state(), stored.memory());
        }
    }

    Content content() {
        Map<PackId, List<PackStay>> journeys = new TreeMap<>();
        stores.packs().list(KEY.organization(), null, 1_000).items().forEach(pack -> {
            List<PackMove> moves = stores.packs().moves(KEY.organization(), pack.id(), 10_000);
            journeys.put(pack.id(), PackStay.journey(moves, pack.station(), pack.slot(), pack.observedAt()));
        });
        return new Content(
                timeline.state(),
                stores.stationHistory().between(KEY, Instant.EPOCH, END_OF_TIME, null, 10_000),
                stores.sessions()
                        .list(KEY.organization(), Sessions.Filter.ALL, null, 1_000)
                        .items(),
                stores.swaps()
                        .list(KEY.organization(), Swaps.Filter.ALL, null, 1_000)
                        .items(),
                stores.stationHistory().lost(KEY, Instant.EPOCH, END_OF_TIME, 10_000),
                journeys);
    }

    private StationTimeline open(StationState state, byte[] memory) {
        return StationTimeline.open(KEY, StationRule.DEFAULT, stores.sessions(), stores.swaps(), state, memory);
    }

    private void commit(StationTelling telling) {
        Instant now = END_OF_TIME;
        StationChanges changes = new StationChanges(
                List.of(new StationChanges.Update(
                        KEY,
                        version,
                        new StationChanges.Standing(
                                version + 1,
                                FleetStation.unnamed(KEY.organization(), KEY.station(), now),
                                timeline.state(),
                                timeline.memory()))),
                telling.reports().stream()
                        .map(report -> new StationChanges.NewReport(KEY, report, now))
                        .toList(),
                telling.sessions().stream()
                        .map(told -> new StationChanges.SessionChange(KEY, told.session(), told.facts()))
                        .toList(),
                telling.swaps().stream()
                        .map(told -> new StationChanges.SwapChange(KEY, told.swap(), told.facts()))
                        .toList(),
                telling.moves().stream()
                        .map(move -> new StationChanges.Moved(KEY, move))
                        .toList(),
                telling.packs().stream()
                        .map(seen ->
                                new StationChanges.PackSeen(KEY, seen.pack(), seen.slot(), seen.at(), seen.condition()))
                        .toList(),
                List.of(new StationChanges.GapChange(KEY, telling.filled(), telling.opened())),
                telling.answers().stream()
                        .map(answer -> new StationChanges.CommandAnswered(KEY, answer))
                        .toList());
        stores.ledger()
                .commit(new TelemetryLedger.Batch(
                        List.of(), List.of(), List.of(), List.of(), List.of(), changes, null));
        version++;
    }
}
