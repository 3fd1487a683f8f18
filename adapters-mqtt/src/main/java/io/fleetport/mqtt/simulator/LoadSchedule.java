package io.fleetport.mqtt.simulator;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When each message of a load is to be sent: message {@code i} of all, {@code i} over the rate after the start, by station
 * {@code i} modulo their number. Safe to use from many threads.
 */
final class LoadSchedule {

    /** The load has not started. */
    static final long NOT_YET = Long.MAX_VALUE - 1;

    /** There is no such message. */
    static final long NEVER = Long.MAX_VALUE;

    private record Start(long nanos, long epochMillis) {}

    private final int stations;
    private final double messagesPerSecond;
    private final long messages;
    private volatile @Nullable Start start;

    LoadSchedule(int stations, double messagesPerSecond, double seconds) {
        this.stations = stations;
        this.messagesPerSecond = messagesPerSecond;
        this.messages = Math.round(messagesPerSecond * seconds);
    }

    /** @param nanos now by {@link System#nanoTime()} */
    void start(long nanos, Instant now) {
        start = new Start(nanos, now.toEpochMilli());
    }

    /** Of all stations. */
    long messages() {
        return messages;
    }

    /** When the station's message of this number, from 0, is due by {@link System#nanoTime()}. */
    long due(int station, long number) {
        if (number * stations + station >= messages) {
            return NEVER;
        }
        Start begun = start;
        return begun == null ? NOT_YET : begun.nanos + nanosUntil(station, number);
    }

    /** What the message has as its timestamp: when it is due, in whole milliseconds that differ within a station. */
    long epochMillis(int station, long number) {
        Start begun = start;
        if (begun == null) {
            throw new IllegalStateException("the load has not started");
        }
        return begun.epochMillis + TimeUnit.NANOSECONDS.toMillis(nanosUntil(station, number));
    }

    private long nanosUntil(int station, long number) {
        return (long) ((double) (number * stations + station) / messagesPerSecond * 1e9);
    }
}
