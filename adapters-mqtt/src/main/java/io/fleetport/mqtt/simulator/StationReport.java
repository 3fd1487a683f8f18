package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run did.
 *
 * @param stations how many took part
 * @param sending from the first message, or the end of the warm-up, to the last answer
 * @param messagesPerSecond messages acknowledged a second: of a load from the end of its warm-up to its planned end, else
 *     over {@code sending}
 * @param ackLatency from the moment a message should have been sent to its acknowledgement: waiting for a window with room and
 *     for a connection counts, so a slow server cannot hide behind a client that waits
 * @param ackLatencyFromSend from the moment a message was first sent
 * @param sentByTopic distinct messages sent, by the topic below the station's own
 * @param refusalReasons how many messages were refused for what
 * @param commands how many commands the stations were given
 * @param interrupted whether the run was stopped before its end
 * @param gaveUp whether the run ended because nothing moved any more
 */
public record StationReport(
        int stations,
        Messages messages,
        Connections connections,
        Duration sending,
        double messagesPerSecond,
        LatencySummary ackLatency,
        LatencySummary ackLatencyFromSend,
        Map<String, Long> sentByTopic,
        Map<String, Long> refusalReasons,
        long commands,
        Rows rows,
        boolean interrupted,
        boolean gaveUp) {

    public StationReport {
        sentByTopic = Map.copyOf(sentByTopic);
        refusalReasons = Map.copyOf(refusalReasons);
    }

    /** Whether every message planned was sent and acknowledged. */
    public boolean complete() {
        return messages.acknowledged == messages.planned;
    }

    /**
     * Counts of messages; presence on {@code status} is in none of them.
     *
     * @param planned how many there were to send
     * @param sent distinct messages sent at least once
     * @param refused answered with an error
     * @param resent times a message was sent again
     * @param lost sent but neither acknowledged nor refused by the end
     * @param unsent planned but never sent
     */
    public record Messages(
            long planned, long sent, long acknowledged, long refused, long resent, long lost, long unsent) {}

    /**
     * Counts of connections.
     *
     * @param opened connections the broker accepted
     * @param lost connections that ended before the station was done, on purpose or not
     * @param failedAttempts attempts that did not get through
     * @param handshakesPerSecond while all stations connected for the first time
     */
    public record Connections(long opened, long lost, long failedAttempts, double handshakesPerSecond) {}

    /**
     * Lines of recordings.
     *
     * @param sent rows that were turned into messages
     * @param passedOver rows that could not be used, the first few with their reason in {@code first}
     */
    public record Rows(long sent, long passedOver, List<String> first) {
        static final Rows NONE = new Rows(0, 0, List.of());

        public Rows {
            first = List.copyOf(first);
        }
    }

    /** The report in words, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(text("stations       %,d", stations));
        lines.add(text("acknowledged   %,d of %,d", messages.acknowledged, messages.planned));
        lines.add(text(
                "refused        %,d, lost %,d, never sent %,d, sent again %,d",
                messages.refused, messages.lost, messages.unsent, messages.resent));
        refusalReasons.forEach((reason, count) -> lines.add(text("  refused for %s: %,d", reason, count)));
        lines.add(text(
                "connections    %,d, lost %,d, failed attempts %,d",
                connections.opened, connections.lost, connections.failedAttempts));
        lines.add(text("rate           %,.0f messages/s over %.1f s", messagesPerSecond, sending.toMillis() / 1000.0));
        if (ackLatency.count() > 0) {
            lines.add(text(
                    "acknowledged after p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms",
                    ackLatency.p50Millis(), ackLatency.p99Millis(), ackLatency.p999Millis()));
        }
        if (commands > 0) {
            lines.add(text("commands       %,d", commands));
        }
        if (rows.sent + rows.passedOver > 0) {
            lines.add(text("rows           %,d sent, %,d passed over", rows.sent, rows.passedOver));
            rows.first.forEach(line -> lines.add("  " + line));
        }
        if (gaveUp) {
            lines.add("gave up: nothing moved any more");
        }
        return lines;
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
