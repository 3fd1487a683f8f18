package io.fleetport.tesla.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run did.
 *
 * @param vehicles how many took part
 * @param sending from the first record, or the end of the warm-up, to the last answer
 * @param recordsPerSecond records acknowledged a second: of a load from the end of its warm-up to its planned
 *     end, of a replay over {@code sending}
 * @param ackLatency from the moment a record should have been sent to its acknowledgement: waiting for a window with room
 *     counts, so a slow server cannot hide behind a client that waits
 * @param ackLatencyFromSend from the moment a record was first sent
 * @param refusalReasons how many records were refused for what
 * @param unreadable lines of the recordings that could not be read, the first few with their reason
 * @param interrupted whether the run was stopped before its end
 * @param gaveUp whether the run ended because nothing moved any more
 */
public record SimulationReport(
        int vehicles,
        Records records,
        Connections connections,
        Duration sending,
        double recordsPerSecond,
        LatencySummary ackLatency,
        LatencySummary ackLatencyFromSend,
        Map<String, Long> refusalReasons,
        Unreadable unreadable,
        boolean interrupted,
        boolean gaveUp) {

    public SimulationReport {
        refusalReasons = Map.copyOf(refusalReasons);
    }

    /** Whether every record planned was sent and acknowledged. */
    public boolean complete() {
        return records.acknowledged == records.planned;
    }

    /**
     * Counts of records.
     *
     * @param planned how many there were to send
     * @param sent distinct records sent at least once
     * @param acknowledged distinct records the server says it keeps, duplicates among them
     * @param duplicates acknowledged records the server says it had before (only the HTTP form tells)
     * @param refused answered with an error
     * @param resent times a record was sent again
     * @param lost sent but neither acknowledged nor refused by the end
     * @param unsent planned but never sent
     * @param doubledAcknowledgements acknowledgements beyond a record's first
     * @param unmatchedReplies answers that name no record of this connection
     * @param misbehaved malformed messages sent on purpose; in none of the other counts
     */
    public record Records(
            long planned,
            long sent,
            long acknowledged,
            long duplicates,
            long refused,
            long resent,
            long lost,
            long unsent,
            long doubledAcknowledgements,
            long unmatchedReplies,
            long misbehaved) {}

    /**
     * Counts of connections; all zero for the HTTP form.
     *
     * @param opened connections that got through TLS and the WebSocket upgrade
     * @param lost connections that ended before the vehicle was done
     * @param failedAttempts attempts that did not get through
     * @param connecting from the first attempt until every vehicle had tried
     * @param handshakesPerSecond {@code opened} over {@code connecting} at that moment
     */
    public record Connections(
            long opened, long lost, long failedAttempts, Duration connecting, double handshakesPerSecond) {}

    /** Lines that could not be read. */
    public record Unreadable(long lines, List<String> first) {
        static final Unreadable NONE = new Unreadable(0, List.of());

        public Unreadable {
            first = List.copyOf(first);
        }
    }
}
