package io.fleetport.domain.station;

import io.fleetport.domain.station.StationEvent.SessionEnded;
import io.fleetport.domain.station.StationEvent.SessionMetered;
import io.fleetport.domain.station.StationEvent.SessionStarted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything heard of one charging session. The same events in any order give the same facts; each is to be added once.
 *
 * @param started the first beginning told, null when none was
 * @param ended the last end told, null when none was
 * @param tally what its meter values add up to
 * @param firstHeardAt event time of its oldest event
 * @param lastHeardAt event time of its newest event
 */
public record SessionFacts(
        SessionId id,
        @Nullable SessionStarted started,
        @Nullable SessionEnded ended,
        MeterTally tally,
        Instant firstHeardAt,
        Instant lastHeardAt) {

    /** What one event says of its session. */
    public static SessionFacts of(SessionStarted event) {
        return begin(event.session(), event.stamp()).with(event);
    }

    public static SessionFacts of(SessionMetered event) {
        return begin(event.session(), event.stamp()).with(event);
    }

    public static SessionFacts of(SessionEnded event) {
        return begin(event.session(), event.stamp()).with(event);
    }

    private static SessionFacts begin(SessionId id, EventStamp stamp) {
        return new SessionFacts(id, null, null, MeterTally.NONE, stamp.at(), stamp.at());
    }

    public SessionFacts with(SessionStarted event) {
        SessionStarted known = started;
        boolean earlier = known == null || EventStamp.ORDER.compare(event.stamp(), known.stamp()) < 0;
        Instant at = event.stamp().at();
        return heard(earlier ? event : known, ended, tally.withRegister(at, event.meterJoules()), at);
    }

    public SessionFacts with(SessionMetered event) {
        Instant at = event.stamp().at();
        MeterTally more = tally.withRegister(at, event.meterJoules())
                .withPower(event.powerWatts())
                .withSoc(at, event.socPercent());
        return heard(started, ended, more, at);
    }

    public SessionFacts with(SessionEnded event) {
        SessionEnded known = ended;
        boolean later = known == null || EventStamp.ORDER.compare(event.stamp(), known.stamp()) > 0;
        Instant at = event.stamp().at();
        return heard(started, later ? event : known, tally.withRegister(at, event.meterJoules()), at);
    }

    /** When it began, as far as known. */
    public Instant startedAt() {
        return started == null ? firstHeardAt : started.stamp().at();
    }

    private SessionFacts heard(
            @Nullable SessionStarted newStarted, @Nullable SessionEnded newEnded, MeterTally newTally, Instant at) {
        return new SessionFacts(
                id,
                newStarted,
                newEnded,
                newTally,
                at.isBefore(firstHeardAt) ? at : firstHeardAt,
                at.isAfter(lastHeardAt) ? at : lastHeardAt);
    }
}
