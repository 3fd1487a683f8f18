package io.fleetport.application.telemetry;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.Happening.StatusChanged.Standing;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.station.StationTelling;
import io.fleetport.application.station.StationTimeline;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages of stations: whether their time is believed, and what they mean for state, swaps, sessions and packs. */
final class StationReduction implements Reduction<StationKey> {

    private static final String DOUBTFUL =
            "the station's numbers of then are forgotten: taken again, the event might count twice";

    private final IntakeParts parts;
    private final Belief belief;
    /** In the order last used. */
    private final Map<StationKey, StationResident> residents = new LinkedHashMap<>(1024, 0.75f, true);

    StationReduction(IntakeParts parts) {
        this.parts = parts;
        this.belief = new Belief(parts.settings());
    }

    @Override
    public void load(Collection<StationKey> keys) {
        List<StationKey> missing = new ArrayList<>();
        for (StationKey key : keys) {
            if (!residents.containsKey(key)) {
                missing.add(key);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        Instant now = parts.clock().instant();
        parts.stores().ledger().loadStations(missing).forEach((key, standing) -> hold(key, standing, now));
    }

    @Override
    public void reduce(StationKey key, List<Integer> indexes, List<Delivery> deliveries, Draft draft) {
        @Nullable StationResident resident = residents.get(key);
        Standing before = resident == null ? Standing.UNKNOWN : EventDraft.standing(resident);
        boolean fresh = false;
        for (int index : indexes) {
            Delivery delivery = deliveries.get(index);
            switch (delivery.content()) {
                case Delivery.Unusable unusable ->
                    draft.refuse(index, delivery, new Belief.Judged(null, unusable.reason(), unusable.detail(), 0));
                case Delivery.Said said -> throw new IllegalStateException("a station cannot speak as a vehicle");
                case Delivery.StationSaid said -> {
                    if (resident == null) {
                        resident = begin(key, delivery.receivedAt());
                    }
                    Belief.@Nullable Judged refused = belief.judgeTime(
                            said.message().observedAt(), delivery.receivedAt(), resident.timeline.newestSeen());
                    if (refused == null && parts.replays() && isDoubtful(said.message(), resident)) {
                        refused = new Belief.Judged(null, DeadLetterReason.TOO_LATE, DOUBTFUL, 0);
                    }
                    if (refused != null) {
                        draft.refuse(index, delivery, refused);
                    } else if (resident.timeline.take(said.message())) {
                        fresh = true;
                        draft.accept(index, delivery);
                    } else {
                        draft.outcome(index, Outcome.DUPLICATE);
                    }
                }
            }
        }
        if (resident != null && fresh) {
            resident.lastReceivedAt = parts.clock().instant();
            draft.telling(resident, resident.timeline.tell(), before, resident.lastReceivedAt);
        }
    }

    @Override
    public void noticeSilence(Instant now, Instant silentSince, Draft draft) {
        for (StationResident resident : residents.values()) {
            if (resident.lastReceivedAt.isBefore(silentSince) && resident.timeline.hasOpenEnds()) {
                StationTelling telling = resident.timeline.fallSilent(now);
                if (!telling.isEmpty()) {
                    draft.telling(resident, telling, EventDraft.standing(resident), now);
                }
            }
        }
    }

    @Override
    public void forget(Collection<? extends Subject> keys) {
        keys.forEach(residents::remove);
    }

    /** One that has something underway stays: its silence must be noticed. */
    @Override
    public void trim() {
        int tooMany = residents.size() - parts.settings().residentStations();
        Iterator<StationResident> oldest = residents.values().iterator();
        while (tooMany > 0 && oldest.hasNext()) {
            if (!oldest.next().timeline.hasOpenEnds()) {
                oldest.remove();
                tooMany--;
            }
        }
    }

    /** Numbers of long ago are forgotten. Live, an event of then is a late one; from the archive it is one that was taken already. */
    private static boolean isDoubtful(StationMessage message, StationResident resident) {
        return message instanceof StationMessage.Happened happened
                && !resident.timeline.remembers(happened.event().stamp());
    }

    private StationResident begin(StationKey key, Instant now) {
        FleetStation unnamed = FleetStation.unnamed(key.organization(), key.station(), now);
        return hold(key, new StationChanges.Standing(0, unnamed, StationState.NOTHING_HEARD, new byte[0]), now);
    }

    private StationResident hold(StationKey key, StationChanges.Standing standing, Instant now) {
        StationTimeline timeline = StationTimeline.open(
                key,
                parts.rules().stations(),
                parts.stores().sessions(),
                parts.stores().swaps(),
                standing.state(),
                standing.memory());
        StationResident resident = new StationResident(key, timeline, standing.profile(), standing.version(), now);
        residents.put(key, resident);
        return resident;
    }
}
