package io.fleetport.application.station;

import io.fleetport.domain.station.ChargingSession.Neighbours;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last sessions of one connector, by which a session knows its neighbours. Used by one thread. */
final class ConnectorLog {

    private static final int MOST = 32;

    /** {@code endedAt} is null while no end was told. */
    record Interval(
            SessionId session, Instant startedAt, @Nullable Instant endedAt) {

        boolean overlaps(Interval other) {
            return endedAt != null
                    && other.endedAt != null
                    && startedAt.isBefore(other.endedAt)
                    && other.startedAt.isBefore(endedAt);
        }
    }

    private static final Comparator<Interval> BY_START =
            Comparator.comparing(Interval::startedAt).thenComparing(Interval::session);

    private final List<Interval> intervals = new ArrayList<>();

    static ConnectorLog of(List<Interval> intervals) {
        ConnectorLog log = new ConnectorLog();
        log.intervals.addAll(intervals);
        return log;
    }

    List<Interval> intervals() {
        return intervals;
    }

    /** @return the other sessions whose neighbourhood may look different now */
    List<SessionId> put(SessionFacts facts) {
        Interval now = new Interval(
                facts.id(),
                facts.startedAt(),
                facts.ended() == null ? null : facts.ended().stamp().at());
        if (intervals.contains(now)) {
            return List.of();
        }
        intervals.removeIf(known -> known.session().equals(now.session()));
        List<SessionId> affected = new ArrayList<>();
        for (Interval known : intervals) {
            if (known.overlaps(now) || known.endedAt() == null) {
                affected.add(known.session());
            }
        }
        intervals.add(now);
        intervals.sort(BY_START);
        if (intervals.size() > MOST) {
            intervals.removeFirst();
        }
        return affected;
    }

    Neighbours of(SessionFacts facts) {
        Interval own = new Interval(
                facts.id(),
                facts.startedAt(),
                facts.ended() == null ? null : facts.ended().stamp().at());
        boolean superseded =
                !intervals.isEmpty() && intervals.getLast().startedAt().isAfter(own.startedAt());
        boolean overlaps =
                intervals.stream().anyMatch(other -> !other.session().equals(own.session()) && other.overlaps(own));
        return new Neighbours(superseded, overlaps);
    }
}
