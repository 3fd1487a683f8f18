package io.fleetport.mqtt.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param planned messages there are to send, as far as that is known
 * @param sent messages sent at least once
 * @param connected stations with an open connection
 * @param eventTime when a message sent just now was true; empty before the first
 */
public record Progress(
        long planned, long sent, long acknowledged, long refused, long connected, Optional<Instant> eventTime) {

    /** Hears of progress about once a second and once at the end, on the thread that runs the simulation. */
    @FunctionalInterface
    public interface Listener {
        void progressed(Progress progress);
    }

    static Progress of(Tally tally) {
        Instant eventTime = tally.newestSent();
        return new Progress(
                tally.planned.sum(),
                tally.sent.sum(),
                tally.acknowledged.sum(),
                tally.refused.sum(),
                tally.open.sum(),
                eventTime.equals(Instant.MIN) ? Optional.empty() : Optional.of(eventTime));
    }
}
