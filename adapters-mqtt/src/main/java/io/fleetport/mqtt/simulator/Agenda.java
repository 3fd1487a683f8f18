package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** What is going to happen at a station, in the order of time. Used by one thread. */
final class Agenda {

    private record Entry(Instant at, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private Instant now;
    private long orders;

    Agenda(Instant begin) {
        now = begin;
    }

    Instant now() {
        return now;
    }

    void at(Instant time, Runnable what) {
        entries.add(new Entry(time, orders++, what));
    }

    void after(Duration pause, Runnable what) {
        at(now.plus(pause), what);
    }

    void afterSeconds(double seconds, Runnable what) {
        after(Duration.ofMillis(Math.round(seconds * 1000)), what);
    }

    /** Whether something is to happen by then. */
    boolean hasDue(Instant time) {
        Entry next = entries.peek();
        return next != null && !next.at.isAfter(time);
    }

    /** Lets the next thing happen at its time; only when there is one. */
    void runNext() {
        Entry next = entries.remove();
        now = next.at;
        next.what.run();
    }

    /** It is this time now, and nothing was left to happen before. */
    void passTo(Instant time) {
        if (time.isAfter(now)) {
            now = time;
        }
    }
}
