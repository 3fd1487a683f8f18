package io.fleetport.tesla.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When each record of a load is to be sent, and by whom: record {@code i} of all by vehicle {@code i} modulo their number. The
 * rate rises steadily from nothing at first, as a fleet comes to life, and then stays. Safe to use from many threads.
 */
final class LoadSchedule {

    private record Start(long nanos, Instant instant) {}

    private final int vehicles;
    private final double recordsPerSecond;
    private final double rise;
    private final long records;
    private volatile @Nullable Start start;

    /** @param rise seconds of all the {@code seconds} in which the rate grows to the full one */
    LoadSchedule(int vehicles, double recordsPerSecond, double rise, double seconds) {
        this.vehicles = vehicles;
        this.recordsPerSecond = recordsPerSecond;
        this.rise = rise;
        this.records = Math.round(recordsPerSecond * (seconds - rise / 2));
    }

    /** @param nanos now by {@link System#nanoTime()} */
    void start(long nanos, Instant instant) {
        start = new Start(nanos, instant);
    }

    /** Of all vehicles. */
    long records() {
        return records;
    }

    /** When the vehicle's record of this number, from 0, is due: see {@link RecordSource#due()}. */
    long due(int vehicle, long number) {
        if (number * vehicles + vehicle >= records) {
            return RecordSource.NEVER;
        }
        Start begun = start;
        return begun == null ? RecordSource.NOT_YET : begun.nanos + (long) (secondsUntil(vehicle, number) * 1e9);
    }

    /** The same as a point in time; only after the start. */
    Instant intended(int vehicle, long number) {
        Start begun = start;
        if (begun == null) {
            throw new IllegalStateException("the load has not started");
        }
        return begun.instant.plusNanos((long) (secondsUntil(vehicle, number) * 1e9));
    }

    /** From the vehicle's record before this one; for its first, what is usual at the full rate. */
    double secondsSincePrevious(int vehicle, long number) {
        return number == 0
                ? vehicles / recordsPerSecond
                : secondsUntil(vehicle, number) - secondsUntil(vehicle, number - 1);
    }

    private double secondsUntil(int vehicle, long number) {
        double atFullRate = (double) (number * vehicles + vehicle) / recordsPerSecond;
        return atFullRate < rise / 2 ? Math.sqrt(2 * rise * atFullRate) : atFullRate + rise / 2;
    }
}
