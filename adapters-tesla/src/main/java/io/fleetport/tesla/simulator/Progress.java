package io.fleetport.tesla.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param total records there are to send
 * @param sent records sent at least once
 * @param acknowledged records acknowledged
 * @param refused records refused
 * @param connected vehicles with an open connection (0 over HTTP)
 * @param eventTime when a record sent just now was recorded; empty before the first
 */
public record Progress(
        long total, long sent, long acknowledged, long refused, long connected, Optional<Instant> eventTime) {

    /** Hears of progress about once a second and once at the end, on the thread that runs the simulation. */
    @FunctionalInterface
    public interface Listener {
        void progressed(Progress progress);
    }

    static Progress of(Tally tally, long total) {
        Instant eventTime = tally.eventTime();
        return new Progress(
                total,
                tally.sent.sum(),
                tally.acknowledged.sum(),
                tally.refused.sum(),
                tally.open.sum(),
                eventTime.equals(Instant.MIN) ? Optional.empty() : Optional.of(eventTime));
    }
}
