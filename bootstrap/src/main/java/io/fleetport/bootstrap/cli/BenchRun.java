package io.fleetport.bootstrap.cli;

import io.fleetport.mqtt.simulator.StationLoadSettings;
import io.fleetport.mqtt.simulator.StationReport;
import io.fleetport.tesla.simulator.LoadSettings;
import io.fleetport.tesla.simulator.SimulationReport;
import java.time.Duration;

/**
 * What a load saw, whatever the protocol.
 *
 * @param senders what they are called, for instance {@code vehicles}
 * @param connected how many there were
 * @param asked records a second the load was to send
 * @param acknowledgedPerSecond from the end of the warm-up to the planned end
 * @param sending from the end of the warm-up to the last answer
 * @param planned records there were to send, with those of the warm-up; so the counts that follow
 * @param ack from the moment a record should have been sent
 * @param ackFromSend from the moment a record was first sent
 */
record BenchRun(
        String senders,
        int connected,
        double handshakesPerSecond,
        double asked,
        double acknowledgedPerSecond,
        Duration sending,
        long planned,
        long acknowledged,
        long refused,
        long resent,
        Latency ack,
        Latency ackFromSend) {

    /** Percentiles in milliseconds. */
    record Latency(double p50, double p99, double p999, double longest) {}

    static BenchRun of(LoadSettings asked, SimulationReport report) {
        SimulationReport.Records records = report.records();
        return new BenchRun(
                "vehicles",
                report.vehicles(),
                report.connections().handshakesPerSecond(),
                asked.recordsPerSecond(),
                report.recordsPerSecond(),
                report.sending(),
                records.planned(),
                records.acknowledged(),
                records.refused(),
                records.resent(),
                latency(report.ackLatency()),
                latency(report.ackLatencyFromSend()));
    }

    static BenchRun of(StationLoadSettings asked, StationReport report) {
        StationReport.Messages messages = report.messages();
        return new BenchRun(
                "stations",
                report.stations(),
                report.connections().handshakesPerSecond(),
                asked.messagesPerSecond(),
                report.messagesPerSecond(),
                report.sending(),
                messages.planned(),
                messages.acknowledged(),
                messages.refused(),
                messages.resent(),
                latency(report.ackLatency()),
                latency(report.ackLatencyFromSend()));
    }

    private static Latency latency(io.fleetport.tesla.simulator.LatencySummary of) {
        return new Latency(of.p50Millis(), of.p99Millis(), of.p999Millis(), of.longestMillis());
    }

    private static Latency latency(io.fleetport.mqtt.simulator.LatencySummary of) {
        return new Latency(of.p50Millis(), of.p99Millis(), of.p999Millis(), of.longestMillis());
    }
}
