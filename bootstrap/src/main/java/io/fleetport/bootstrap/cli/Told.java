package io.fleetport.bootstrap.cli;

import io.fleetport.tesla.simulator.LatencySummary;
import io.fleetport.tesla.simulator.Progress;
import io.fleetport.tesla.simulator.SimulationReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A simulation in words for a terminal. */
final class Told {

    private Told() {}

    static String of(Progress progress) {
        return progress(
                progress.acknowledged(),
                progress.total(),
                progress.refused(),
                progress.connected(),
                progress.eventTime());
    }

    static String of(io.fleetport.mqtt.simulator.Progress progress) {
        return progress(
                progress.acknowledged(),
                progress.planned(),
                progress.refused(),
                progress.connected(),
                progress.eventTime());
    }

    private static String progress(
            long acknowledged, long total, long refused, long connected, Optional<Instant> eventTime) {
        return String.format(
                Locale.ROOT,
                "%3d %%  %,d of %,d acknowledged, %,d refused, %,d connected%s",
                total == 0 ? 100 : 100 * acknowledged / total,
                acknowledged,
                total,
                refused,
                connected,
                eventTime
                        .map(time -> ", at " + time.truncatedTo(ChronoUnit.SECONDS))
                        .orElse(""));
    }

    static List<String> lines(SimulationReport report) {
        SimulationReport.Records records = report.records();
        List<String> lines = new ArrayList<>();
        lines.add(text("vehicles       %,d", report.vehicles()));
        lines.add(text("acknowledged   %,d of %,d", records.acknowledged(), records.planned()));
        lines.add(text(
                "refused        %,d, lost %,d, never sent %,d, sent again %,d",
                records.refused(), records.lost(), records.unsent(), records.resent()));
        for (Map.Entry<String, Long> reason : report.refusalReasons().entrySet()) {
            lines.add(text("  refused for %s: %,d", reason.getKey(), reason.getValue()));
        }
        lines.add(text(
                "rate           %,.0f records/s over %.1f s",
                report.recordsPerSecond(), report.sending().toMillis() / 1000.0));
        LatencySummary latency = report.ackLatency();
        if (latency.count() > 0) {
            lines.add(text(
                    "acknowledged after p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms",
                    latency.p50Millis(), latency.p99Millis(), latency.p999Millis()));
        }
        if (report.unreadable().lines() > 0) {
            lines.add(text(
                    "unreadable     %,d lines of the files", report.unreadable().lines()));
            report.unreadable().first().forEach(line -> lines.add("  " + line));
        }
        if (report.gaveUp()) {
            lines.add("gave up: nothing moved any more");
        }
        return lines;
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
