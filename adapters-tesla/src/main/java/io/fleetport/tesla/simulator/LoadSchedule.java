package io.fleetport.tesla.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When each record of a load is to be sent: record {@code i} of all, {@code i} over the rate after the start, by vehicle
 * {@code i} modulo their number. Safe to use from many threads.
 */
final class LoadSchedule {

    private record Start(long nanos, Instant instant) {}

    private final int vehicles;
    private final double recordsPerSecond;
    private final long records;
    private volatile @Nullable Start start;

    LoadSchedule(int vehicles, double recordsPerSecond, double seconds) {
        this.vehicles = vehicles;
        this.recordsPerSecond = recordsPerSecond;
        this.records = Math.round(recordsPerSecond * seconds);
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

    double secondsBetweenRecords() {
        return vehicles / recordsPerSecond;
    }

    private double secondsUntil(int vehicle, long number) {
        return (double) (number * vehicles + vehicle) / recordsPerSecond;
    }
}
