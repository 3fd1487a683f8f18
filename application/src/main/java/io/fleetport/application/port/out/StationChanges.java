package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import java.time.Instant;
import java.util.List;

/**
 * What one durable step changes about stations.
 *
 * @param updates at most one per station
 * @param reports added to the history; one that is there already (same station, time and fingerprint) is passed over
 * @param sessions at most one per session, replacing the one stored
 * @param swaps at most one per swap, replacing the one stored
 * @param moves added; one that is there already (equal in {@link PackMove#ORDER}) is passed over
 * @param packs at most one per pack; passed over when a newer one is stored, else what it does not tell is kept from before
 * @param gaps what is known now of missing events
 * @param answers what became of commands
 */
public record StationChanges(
        List<Update> updates,
        List<NewReport> reports,
        List<SessionChange> sessions,
        List<SwapChange> swaps,
        List<Moved> moves,
        List<PackSeen> packs,
        List<GapChange> gaps,
        List<CommandAnswered> answers) {

    public static final StationChanges NONE =
            new StationChanges(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public boolean isEmpty() {
        return updates.isEmpty();
    }

    public StationChanges withUpdates(List<Update> updates) {
        return new StationChanges(updates, reports, sessions, swaps, moves, packs, gaps, answers);
    }

    public StationChanges withReports(List<NewReport> reports) {
        return new StationChanges(updates, reports, sessions, swaps, moves, packs, gaps, answers);
    }

    public StationChanges withSessions(List<SessionChange> sessions) {
        return new StationChanges(updates, reports, sessions, swaps, moves, packs, gaps, answers);
    }

    public StationChanges withSwaps(List<SwapChange> swaps) {
        return new StationChanges(updates, reports, sessions, swaps, moves, packs, gaps, answers);
    }

    public StationChanges withMoves(List<Moved> moves) {
        return new StationChanges(updates, reports, sessions, swaps, moves, packs, gaps, answers);
    }

    public StationChanges withPacks(List<PackSeen> packs) {
        return new StationChanges(updates, reports, sessions, swaps, moves, packs, gaps, answers);
    }

    public StationChanges withGaps(List<GapChange> gaps) {
        return new StationChanges(updates, reports, sessions, swaps, moves, packs, gaps, answers);
    }

    /**
     * What is remembered of one station between batches.
     *
     * @param version 0 for a station not heard of yet (it may be registered), else what was last committed
     * @param profile how the organization knows it. A commit stores it only for a station nobody registered
     * @param state what is shown of it
     * @param memory what else its messages are understood by; opaque to the store, kept byte for byte, at most 256 KiB
     */
    public record Standing(long version, FleetStation profile, StationState state, byte[] memory) {}

    /** A station's new standing. {@code expectedVersion} is what must be stored now (0: nothing heard); it becomes one higher. */
    public record Update(StationKey key, long expectedVersion, Standing standing) {}

    /** {@code receivedAt} is our clock. */
    public record NewReport(StationKey key, StationReport report, Instant receivedAt) {}

    public record SessionChange(StationKey key, ChargingSession session, SessionFacts facts) {}

    public record SwapChange(StationKey key, Swap swap, SwapFacts facts) {}

    public record Moved(StationKey key, PackMove move) {}

    /** How a pack was when it was last in a slot of a station. */
    public record PackSeen(StationKey key, PackId pack, SlotId slot, Instant observedAt, PackCondition condition) {}

    /** Gaps named by station, boot and first number: {@code filled} go, then {@code opened} come. */
    public record GapChange(StationKey key, List<LostEvents> filled, List<LostEvents> opened) {}

    /** Stored unless a final answer of the station is; a command that is not the station's is passed over. */
    public record CommandAnswered(StationKey key, StationMessage.Answered answer) {}
}
