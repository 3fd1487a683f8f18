package io.fleetport.mqtt.simulator;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** Counts how long acknowledgements took. Written by any thread. */
final class Latencies {

    private static final long LONGEST_MICROS = TimeUnit.DAYS.toMicros(1);

    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

    void add(long nanos) {
        micros.recordValue(Math.max(0, Math.min(LONGEST_MICROS, nanos / 1000)));
    }

    LatencySummary summary() {
        return micros.getTotalCount() == 0
                ? new LatencySummary(0, 0, 0, 0, 0)
                : new LatencySummary(
                        micros.getTotalCount(), millis(50), millis(99), millis(99.9), micros.getMaxValue() / 1e3);
    }

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
