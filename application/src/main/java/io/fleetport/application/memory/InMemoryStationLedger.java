package io.fleetport.application.memory;

import io.fleetport.application.memory.StationShelves.PackName;
import io.fleetport.application.memory.StationShelves.SessionName;
import io.fleetport.application.memory.StationShelves.StoredStation;
import io.fleetport.application.memory.StationShelves.SwapName;
import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationChanges.CommandAnswered;
import io.fleetport.application.port.out.StationChanges.GapChange;
import io.fleetport.application.port.out.StationChanges.Moved;
import io.fleetport.application.port.out.StationChanges.NewReport;
import io.fleetport.application.port.out.StationChanges.PackSeen;
import io.fleetport.application.port.out.StationChanges.SessionChange;
import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationChanges.SwapChange;
import io.fleetport.application.port.out.StationChanges.Update;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger.StaleStanding;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.Swap;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a batch means for stations. The caller holds the lock, and checks before it applies. */
final class InMemoryStationLedger {

    private final StationShelves shelves;

    InMemoryStationLedger(StationShelves shelves) {
        this.shelves = shelves;
    }

    Map<StationKey, Standing> load(Collection<StationKey> keys) {
        Map<StationKey, Standing> found = new HashMap<>();
        for (StationKey key : keys) {
            StoredStation stored = shelves.stations.get(key.station());
            if (stored != null && stored.key().equals(key)) {
                Standing standing = stored.standing();
                found.put(key, copy(standing, standing.profile(), standing.version()));
            }
        }
        return found;
    }

    List<StationKey> withOpenEnds(int most) {
        return Stream.concat(
                        shelves.sessions.values().stream()
                                .filter(stored -> stored.session() instanceof ChargingSession.Underway)
                                .map(SessionChange::key),
                        shelves.swaps.values().stream()
                                .filter(stored -> stored.swap() instanceof Swap.Underway)
                                .map(SwapChange::key))
                .distinct()
                .limit(most)
                .toList();
    }

    void check(StationChanges changes) {
        changes.updates().forEach(this::check);
        for (SessionChange change : changes.sessions()) {
            SessionChange stored = shelves.sessions.get(name(change));
            if (stored != null && !stored.key().equals(change.key())) {
                throw refused(change.key());
            }
        }
        for (SwapChange change : changes.swaps()) {
            SwapChange stored = shelves.swaps.get(name(change));
            if (stored != null && !stored.key().equals(change.key())) {
                throw refused(change.key());
            }
        }
    }

    private void check(Update update) {
        StoredStation stored = shelves.stations.get(update.key().station());
        if (stored != null && !stored.key().equals(update.key())) {
            throw refused(update.key());
        }
        long version = stored == null ? 0 : stored.standing().version();
        boolean again =
                stored != null && version == update.expectedVersion() + 1 && same(stored.standing(), update.standing());
        if (version != update.expectedVersion() && !again) {
            throw new StaleStanding("station " + update.key().station() + " is at version " + version + ", not at "
                    + update.expectedVersion());
        }
    }

    void apply(StationChanges changes) {
        for (Update update : changes.updates()) {
            StoredStation stored = shelves.stations.get(update.key().station());
            FleetStation profile = stored == null
                    ? update.standing().profile()
                    : stored.standing().profile();
            Standing next = copy(update.standing(), profile, update.expectedVersion() + 1);
            shelves.stations.put(update.key().station(), new StoredStation(update.key(), next));
        }
        for (NewReport added : changes.reports()) {
            shelves.reports
                    .computeIfAbsent(added.key(), key -> new TreeSet<>(StationReport.EVENT_ORDER))
                    .add(added.report());
        }
        changes.sessions().forEach(change -> shelves.sessions.put(name(change), change));
        changes.swaps().forEach(change -> shelves.swaps.put(name(change), change));
        for (Moved moved : changes.moves()) {
            PackName pack =
                    new PackName(moved.key().organization(), moved.move().pack());
            shelves.moves
                    .computeIfAbsent(pack, key -> new TreeSet<>(PackMove.ORDER))
                    .add(moved.move());
        }
        changes.packs().forEach(this::apply);
        changes.gaps().forEach(this::apply);
        changes.answers().forEach(this::apply);
    }

    private void apply(PackSeen seen) {
        PackName name = new PackName(seen.key().organization(), seen.pack());
        Packs.@Nullable Known stored = shelves.packs.get(name);
        if (stored == null || !stored.observedAt().isAfter(seen.observedAt())) {
            PackCondition condition =
                    stored == null ? seen.condition() : seen.condition().orElse(stored.condition());
            shelves.packs.put(
                    name,
                    new Packs.Known(seen.pack(), condition, seen.key().station(), seen.slot(), seen.observedAt()));
        }
    }

    private void apply(GapChange change) {
        NavigableSet<LostEvents> gaps =
                shelves.gaps.computeIfAbsent(change.key(), key -> new TreeSet<>(StationShelves.BY_NUMBER));
        change.filled().forEach(gaps::remove);
        for (LostEvents opened : change.opened()) {
            gaps.remove(opened); // one of the same name gives way
            gaps.add(opened);
        }
    }

    private void apply(CommandAnswered answered) {
        shelves.commands.computeIfPresent(
                answered.answer().command(), (id, stored) -> InMemoryStationCommands.answered(stored, answered));
    }

    private static SessionName name(SessionChange change) {
        return new SessionName(change.key().station(), change.session().id());
    }

    private static SwapName name(SwapChange change) {
        return new SwapName(change.key().station(), change.swap().id());
    }

    /** The profile is registered apart from the standing and does not count. */
    private static boolean same(Standing stored, Standing told) {
        return stored.state().equals(told.state()) && Arrays.equals(stored.memory(), told.memory());
    }

    private static Standing copy(Standing standing, FleetStation profile, long version) {
        return new Standing(
                version, profile, standing.state(), standing.memory().clone());
    }

    private static PortRefused refused(StationKey key) {
        return new PortRefused(
                "station " + key.station() + " belongs to another organization",
                new IllegalArgumentException("ids must be unique across organizations"));
    }
}
