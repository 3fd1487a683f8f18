package io.fleetport.application.station;

import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.SequenceLog;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationRule;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One station as its messages come in, in whatever order. The same messages in any order, any number of times and in any
 * batches lead to the same state, sessions, swaps and gaps.
 *
 * <p>Not safe for use from several threads. What {@link #tell} and {@link #fallSilent} tell must be committed together with
 * {@link #state} and {@link #memory} before the next call. When a call throws, or the commit comes to nothing, this object
 * is to be dropped and opened again from what was committed.
 */
public final class StationTimeline {

    private final StationKey key;
    private final StationRule rule;
    private final Sessions storedSessions;
    private final Swaps storedSwaps;
    private final RecentReports recent = new RecentReports();
    private final SlotBook slots;
    private final FaultBook faults;
    private final SessionBook sessions;
    private final SwapBook swaps;
    private final SequenceLog sequences;
    private @Nullable StationReport report;
    private StationState.@Nullable Presence presence;
    private @Nullable Instant newestSeen;
    private byte @Nullable [] written;
    private StationTelling telling = new StationTelling();

    private StationTimeline(
            StationKey key,
            StationRule rule,
            Sessions storedSessions,
            Swaps storedSwaps,
            StationState state,
            StationMemory memory) {
        this.key = key;
        this.rule = rule;
        this.storedSessions = storedSessions;
        this.storedSwaps = storedSwaps;
        this.slots = memory.slots();
        this.report = state.report();
        this.presence = state.presence();
        this.newestSeen = state.newestSeen();
        this.faults = memory.faults();
        this.sessions = memory.sessions();
        this.swaps = memory.swaps();
        this.sequences = memory.sequences();
    }

    /**
     * Goes on where {@link #state} and {@link #memory} left off.
     *
     * @param memory empty for a station never heard of
     * @throws IllegalArgumentException when the bytes are not a memory
     */
    public static StationTimeline open(
            StationKey key, StationRule rule, Sessions sessions, Swaps swaps, StationState state, byte[] memory) {
        StationTimeline timeline = new StationTimeline(key, rule, sessions, swaps, state, StationMemory.read(memory));
        timeline.written = memory;
        return timeline;
    }

    /** What is shown of the station now. */
    public StationState state() {
        return new StationState(report, presence, slots.slots(), faults.standing(), newestSeen);
    }

    /** What else its messages are understood by. Not copied, must not change. */
    public byte[] memory() {
        byte[] bytes = written;
        if (bytes == null) {
            bytes = new StationMemory(slots, faults, sessions, swaps, sequences).write();
            written = bytes;
        }
        return bytes;
    }

    /** Event time of the newest message whose time is the station's own. */
    public @Nullable Instant newestSeen() {
        return newestSeen;
    }

    /** As last reported; null for one that never reported. */
    public @Nullable StationStatus status() {
        return report == null ? null : report.status();
    }

    /** When {@link #status} was reported. */
    public @Nullable Instant statusReportedAt() {
        return report == null ? null : report.observedAt();
    }

    /** Null for one that never said. */
    public @Nullable Boolean online() {
        return presence == null ? null : Boolean.valueOf(presence.online());
    }

    /** Since when {@link #online} holds. */
    public @Nullable Instant onlineChangedAt() {
        return presence == null ? null : presence.since();
    }

    /** Whether something is underway that {@link #fallSilent} may have to end. */
    public boolean hasOpenEnds() {
        return sessions.held.anyOpen() || swaps.held.anyOpen();
    }

    /** Whether it is known of an event of this number if it came before. */
    public boolean remembers(EventStamp stamp) {
        return sequences.remembers(stamp);
    }

    /**
     * Takes a message.
     *
     * @return false when it changes nothing, because it was heard before
     */
    public boolean take(StationMessage message) {
        boolean fresh =
                switch (message) {
                    case StationMessage.Reported reported -> take(reported.report());
                    case StationMessage.SlotsSeen seen -> take(seen);
                    case StationMessage.Happened happened -> take(happened.event());
                    case StationMessage.Presence told -> take(told);
                    case StationMessage.Answered answered -> telling.answers.add(answered);
                };
        if (fresh && hasOwnTime(message)) {
            Instant at = message.observedAt();
            newestSeen = newestSeen == null || at.isAfter(newestSeen) ? at : newestSeen;
        }
        return fresh;
    }

    /** What the messages taken since the last telling come to. */
    public StationTelling tell() {
        return tell(newestSeen == null ? Instant.MIN : newestSeen);
    }

    /** Ends what was underway for longer than the rule allows, as of {@code now}, because nothing more is heard. */
    public StationTelling fallSilent(Instant now) {
        return tell(newestSeen == null || now.isAfter(newestSeen) ? now : newestSeen);
    }

    private StationTelling tell(Instant asOf) {
        StationTelling told = telling;
        sessions.tell(key, asOf, rule, told);
        swaps.tell(key, asOf, rule, told);
        if (!told.isEmpty()) {
            written = null;
        }
        telling = new StationTelling();
        return told;
    }

    /** A presence may be told by the broker, whose clock is not the station's. */
    private static boolean hasOwnTime(StationMessage message) {
        return !(message instanceof StationMessage.Presence);
    }

    private boolean take(StationReport told) {
        if (!recent.add(told) || told.equals(report)) {
            return false;
        }
        telling.reports.add(told);
        if (report == null || StationReport.EVENT_ORDER.compare(told, report) > 0) {
            report = told;
        }
        return true;
    }

    private boolean take(StationMessage.SlotsSeen seen) {
        boolean[] fresh = new boolean[1];
        seen.slots().forEach(slot -> fresh[0] |= slots.seen(key.station(), slot, telling));
        if (fresh[0]) {
            written = null;
        }
        return fresh[0];
    }

    private boolean take(StationMessage.Presence told) {
        StationState.Presence known = presence;
        if (known != null && (told.observedAt().isBefore(known.since()) || told.online() == known.online())) {
            return false;
        }
        presence = new StationState.Presence(told.online(), told.observedAt());
        return true;
    }

    private boolean take(StationEvent event) {
        SequenceLog.Noted noted = sequences.note(event.stamp());
        if (!noted.isNew()) {
            return false;
        }
        written = null;
        telling.gaps(noted.filled(), noted.opened());
        switch (event) {
            case StationEvent.SwapStarted e -> swaps.add(e.swap(), facts -> facts.with(e), key, storedSwaps);
            case StationEvent.SwapCompleted e -> {
                swaps.add(e.swap(), facts -> facts.with(e), key, storedSwaps);
                if (e.returned() != null) {
                    slots.in(key.station(), e.stamp(), e.returned(), e.vehicle(), telling);
                }
                if (e.delivered() != null) {
                    slots.out(key.station(), e.stamp(), e.delivered(), e.vehicle(), telling);
                }
            }
            case StationEvent.SwapAborted e -> swaps.add(e.swap(), facts -> facts.with(e), key, storedSwaps);
            case StationEvent.PackIn e -> slots.in(key.station(), e.stamp(), e.transfer(), e.vehicle(), telling);
            case StationEvent.PackOut e -> slots.out(key.station(), e.stamp(), e.transfer(), e.vehicle(), telling);
            case StationEvent.SessionStarted e -> sessions.add(e, key, storedSessions);
            case StationEvent.SessionMetered e -> sessions.add(e, key, storedSessions);
            case StationEvent.SessionEnded e -> sessions.add(e, key, storedSessions);
            case StationEvent.FaultRaised e -> faults.add(e);
            case StationEvent.FaultCleared e -> faults.add(e);
        }
        return true;
    }
}
