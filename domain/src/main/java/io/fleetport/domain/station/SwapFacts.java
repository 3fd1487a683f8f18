package io.fleetport.domain.station;

import io.fleetport.domain.station.StationEvent.SwapAborted;
import io.fleetport.domain.station.StationEvent.SwapCompleted;
import io.fleetport.domain.station.StationEvent.SwapStarted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything heard of one swap; null what was not. The same events in any order give the same facts.
 *
 * @param started the first beginning told
 * @param completed the last completion told
 * @param aborted the last abortion told
 */
public record SwapFacts(
        SwapId id,
        @Nullable SwapStarted started,
        @Nullable SwapCompleted completed,
        @Nullable SwapAborted aborted) {

    public static SwapFacts nothing(SwapId id) {
        return new SwapFacts(id, null, null, null);
    }

    public SwapFacts with(SwapStarted event) {
        boolean earlier = started == null || EventStamp.ORDER.compare(event.stamp(), started.stamp()) < 0;
        return earlier ? new SwapFacts(id, event, completed, aborted) : this;
    }

    public SwapFacts with(SwapCompleted event) {
        boolean later = completed == null || EventStamp.ORDER.compare(event.stamp(), completed.stamp()) > 0;
        return later ? new SwapFacts(id, started, event, aborted) : this;
    }

    public SwapFacts with(SwapAborted event) {
        boolean later = aborted == null || EventStamp.ORDER.compare(event.stamp(), aborted.stamp()) > 0;
        return later ? new SwapFacts(id, started, completed, event) : this;
    }

    /** When it began; when that was not told, when it is first known to have been. */
    public Instant startedAt() {
        if (started != null) {
            return started.stamp().at();
        }
        if (completed != null) {
            return completed.stamp().at();
        }
        if (aborted != null) {
            return aborted.stamp().at();
        }
        throw new IllegalStateException("nothing is known of swap " + id);
    }
}
