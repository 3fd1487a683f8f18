package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.station.StationTelling;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.StationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a commit changes about stations, while it is put together. Used by one thread. */
final class StationDraft {

    private final List<StationChanges.Update> updates = new ArrayList<>();
    private final List<StationChanges.NewReport> reports = new ArrayList<>();
    private final List<StationChanges.SessionChange> sessions = new ArrayList<>();
    private final List<StationChanges.SwapChange> swaps = new ArrayList<>();
    private final List<StationChanges.Moved> moves = new ArrayList<>();
    /** Packs travel: two stations of one batch may have seen the same one. */
    private final Map<PackName, StationChanges.PackSeen> packs = new HashMap<>();

    private final List<StationChanges.GapChange> gaps = new ArrayList<>();
    private final List<StationChanges.CommandAnswered> answers = new ArrayList<>();
    private final List<LiveEvent> live = new ArrayList<>();
    private final List<StationResident> touched = new ArrayList<>();

    private record PackName(OrganizationId organization, PackId pack) {}

    void add(StationResident resident, StationTelling telling, Instant receivedAt) {
        StationKey key = resident.key;
        for (StationReport report : telling.reports()) {
            reports.add(new StationChanges.NewReport(key, report, receivedAt));
        }
        telling.sessions().forEach(told -> {
            sessions.add(new StationChanges.SessionChange(key, told.session(), told.facts()));
            live.add(new LiveEvent.SessionTold(key.organization(), told.session()));
        });
        telling.swaps().forEach(told -> {
            swaps.add(new StationChanges.SwapChange(key, told.swap(), told.facts()));
            live.add(new LiveEvent.SwapTold(key.organization(), told.swap()));
        });
        telling.moves().forEach(move -> moves.add(new StationChanges.Moved(key, move)));
        telling.packs()
                .forEach(seen -> packs.merge(
                        new PackName(key.organization(), seen.pack()),
                        new StationChanges.PackSeen(key, seen.pack(), seen.slot(), seen.at(), seen.condition()),
                        StationDraft::newer));
        if (!telling.filled().isEmpty() || !telling.opened().isEmpty()) {
            gaps.add(new StationChanges.GapChange(key, telling.filled(), telling.opened()));
        }
        telling.answers().forEach(answer -> answers.add(new StationChanges.CommandAnswered(key, answer)));
        touched.add(resident);
        StationChanges.Standing standing = new StationChanges.Standing(
                resident.version + 1, resident.profile, resident.timeline.state(), resident.timeline.memory());
        updates.add(new StationChanges.Update(key, resident.version, standing));
        live.add(new LiveEvent.StationMoved(resident.profile, standing.state()));
    }

    private static StationChanges.PackSeen newer(StationChanges.PackSeen a, StationChanges.PackSeen b) {
        boolean inOrder = !b.observedAt().isBefore(a.observedAt());
        StationChanges.PackSeen first = inOrder ? a : b;
        StationChanges.PackSeen last = inOrder ? b : a;
        return new StationChanges.PackSeen(
                last.key(),
                last.pack(),
                last.slot(),
                last.observedAt(),
                last.condition().orElse(first.condition()));
    }

    boolean isEmpty() {
        return updates.isEmpty();
    }

    StationChanges changes() {
        return isEmpty()
                ? StationChanges.NONE
                : new StationChanges(
                        updates, reports, sessions, swaps, moves, List.copyOf(packs.values()), gaps, answers);
    }

    List<LiveEvent> live() {
        return live;
    }

    /** To be called once the batch is durable. */
    void committed() {
        for (StationResident resident : touched) {
            resident.version++;
        }
    }
}
