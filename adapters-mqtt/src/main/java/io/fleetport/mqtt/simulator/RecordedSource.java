package io.fleetport.mqtt.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one recorded station told, as it becomes due. */
final class RecordedSource implements MessageSource {

    private final List<RecordedStations.Due> events;
    private final double speedUp;
    private final long startNanos;
    private int next;

    /** @param startNanos when the first event of all stations is due */
    RecordedSource(List<RecordedStations.Due> events, double speedUp, long startNanos) {
        this.events = events;
        this.speedUp = speedUp;
        this.startNanos = startNanos;
    }

    @Override
    public @Nullable Outgoing next() {
        if (exhausted()) {
            return null;
        }
        RecordedStations.Due due = events.get(next);
        long now = System.nanoTime();
        long dueNanos = speedUp == SessionReplaySettings.AS_FAST_AS_ACKNOWLEDGED
                ? now
                : startNanos + (long) (due.offset().toNanos() / speedUp);
        if (dueNanos > now) {
            return null;
        }
        next++;
        return new Outgoing(
                StationTopics.EVENTS, due.event().instant(), due.event().message(due.sequence()), dueNanos);
    }

    @Override
    public boolean exhausted() {
        return next == events.size();
    }
}
