package io.fleetport.application.contract;

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
import io.fleetport.application.port.out.TelemetryLedger.Batch;
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
import java.util.List;

/** What a batch says of stations, put together line by line. */
public final class StationDraft {

    private final List<Update> updates = new ArrayList<>();
    private final List<NewReport> reports = new ArrayList<>();
    private final List<SessionChange> sessions = new ArrayList<>();
    private final List<SwapChange> swaps = new ArrayList<>();
    private final List<Moved> moves = new ArrayList<>();
    private final List<PackSeen> packs = new ArrayList<>();
    private final List<GapChange> gaps = new ArrayList<>();
    private final List<CommandAnswered> answers = new ArrayList<>();

    public static StationDraft stations() {
        return new StationDraft();
    }

    public StationDraft moves(StationKey key, long expectedVersion, Standing standing) {
        updates.add(new Update(key, expectedVersion, standing));
        return this;
    }

    public StationDraft hears(StationKey key, StationReport report) {
        reports.add(new NewReport(key, report, Sample.NOW));
        return this;
    }

    public StationDraft tells(StationKey key, ChargingSession session, SessionFacts facts) {
        sessions.add(new SessionChange(key, session, facts));
        return this;
    }

    public StationDraft tells(StationKey key, Swap swap, SwapFacts facts) {
        swaps.add(new SwapChange(key, swap, facts));
        return this;
    }

    public StationDraft carries(StationKey key, PackMove... found) {
        for (PackMove move : found) {
            moves.add(new Moved(key, move));
        }
        return this;
    }

    public StationDraft sees(StationKey key, PackId pack, Instant at, PackCondition condition) {
        packs.add(new PackSeen(key, pack, new SlotId("1"), at, condition));
        return this;
    }

    public StationDraft misses(StationKey key, LostEvents... opened) {
        return fills(key, List.of(), opened);
    }

    public StationDraft fills(StationKey key, List<LostEvents> filled, LostEvents... opened) {
        gaps.add(new GapChange(key, filled, List.of(opened)));
        return this;
    }

    public StationDraft answers(StationKey key, StationMessage.Answered answer) {
        answers.add(new CommandAnswered(key, answer));
        return this;
    }

    public StationChanges changes() {
        return new StationChanges(
                List.copyOf(updates),
                List.copyOf(reports),
                List.copyOf(sessions),
                List.copyOf(swaps),
                List.copyOf(moves),
                List.copyOf(packs),
                List.copyOf(gaps),
                List.copyOf(answers));
    }

    /** A batch of nothing else. */
    public Batch done() {
        return BatchDraft.batch().and(this).done();
    }
}
