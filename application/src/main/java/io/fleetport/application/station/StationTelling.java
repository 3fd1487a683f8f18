package io.fleetport.application.station;

import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What messages of one station come to, while it is put together. Used by one thread. */
public final class StationTelling {

    /** A session as told now. */
    public record ToldSession(ChargingSession session, SessionFacts facts) {}

    /** A swap as told now. */
    public record ToldSwap(Swap swap, SwapFacts facts) {}

    /** How a pack was seen in a slot. */
    public record SeenPack(PackId pack, SlotId slot, Instant at, PackCondition condition) {}

    final List<StationReport> reports = new ArrayList<>();
    final List<ToldSession> sessions = new ArrayList<>();
    final List<ToldSwap> swaps = new ArrayList<>();
    final List<PackMove> moves = new ArrayList<>();
    final Map<PackId, SeenPack> packs = new LinkedHashMap<>();
    final List<LostEvents> filled = new ArrayList<>();
    final List<LostEvents> opened = new ArrayList<>();
    final List<StationMessage.Answered> answers = new ArrayList<>();

    StationTelling() {}

    /** Remembers how a pack was; of several sightings the newest one stays, with what it does not tell kept from before. */
    void seen(SeenPack seen) {
        packs.merge(seen.pack(), seen, (known, other) -> {
            boolean newer = !other.at().isBefore(known.at());
            SeenPack last = newer ? other : known;
            SeenPack first = newer ? known : other;
            return new SeenPack(
                    last.pack(), last.slot(), last.at(), last.condition().orElse(first.condition()));
        });
    }

    /** Gaps: those that opened and were filled again in the same telling cancel out. */
    void gaps(List<LostEvents> nowFilled, List<LostEvents> nowOpened) {
        for (LostEvents gap : nowFilled) {
            if (!opened.remove(gap)) {
                filled.add(gap);
            }
        }
        opened.addAll(nowOpened);
    }

    public List<StationReport> reports() {
        return reports;
    }

    public List<ToldSession> sessions() {
        return sessions;
    }

    public List<ToldSwap> swaps() {
        return swaps;
    }

    public List<PackMove> moves() {
        return moves;
    }

    /** At most one per pack. */
    public List<SeenPack> packs() {
        return List.copyOf(packs.values());
    }

    public List<LostEvents> filled() {
        return filled;
    }

    public List<LostEvents> opened() {
        return opened;
    }

    public List<StationMessage.Answered> answers() {
        return answers;
    }

    /** Whether nothing that was told before changes by it. */
    public boolean isEmpty() {
        return sessions.isEmpty() && swaps.isEmpty();
    }
}
