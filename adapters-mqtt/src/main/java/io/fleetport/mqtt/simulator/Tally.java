package io.fleetport.mqtt.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a run has done so far. Presence is not in it: only what the stations have to tell. Written and read by any thread. */
final class Tally {

    /** Reasons kept apart; what comes after them is counted under {@code other}. */
    private static final int MOST_REASONS = 50;

    /** Messages there are to send, as far as that is known. */
    final LongAdder planned = new LongAdder();

    /** Messages sent for the first time. */
    final LongAdder sent = new LongAdder();

    final LongAdder resent = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder connections = new LongAdder();
    /** Connections open now. */
    final LongAdder open = new LongAdder();

    final LongAdder disconnections = new LongAdder();
    final LongAdder failedAttempts = new LongAdder();
    final LongAdder commands = new LongAdder();

    final Latencies fromIntended = new Latencies();
    final Latencies fromSend = new Latencies();

    private final Map<String, LongAdder> byTopic = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private volatile Instant newestSent = Instant.MIN;
    private volatile long lastAnswerNanos = Long.MIN_VALUE;
    private volatile long countFromNanos = Long.MIN_VALUE;

    /** @param topic below the station's own */
    void sent(String topic, Instant observedAt) {
        sent.increment();
        byTopic.computeIfAbsent(topic, unused -> new LongAdder()).increment();
        newestSent = observedAt;
    }

    void acknowledged(long intendedNanos, long sentNanos, long nowNanos) {
        acknowledged.increment();
        lastAnswerNanos = nowNanos;
        if (intendedNanos >= countFromNanos) {
            fromIntended.add(nowNanos - intendedNanos);
            fromSend.add(nowNanos - sentNanos);
        }
    }

    void refused(String reason, long nowNanos) {
        lastAnswerNanos = nowNanos;
        refused.increment();
        String kept = refusals.containsKey(reason) || refusals.size() < MOST_REASONS ? reason : "other";
        refusals.computeIfAbsent(kept, unused -> new LongAdder()).increment();
    }

    /** Latencies of messages that should have been sent before this {@link System#nanoTime()} are not counted. */
    void countLatenciesFrom(long nanos) {
        countFromNanos = nanos;
    }

    /** When a message sent last was true, {@link Instant#MIN} before the first. */
    Instant newestSent() {
        return newestSent;
    }

    /** When the last answer came by {@link System#nanoTime()}, {@link Long#MIN_VALUE} when none has. */
    long lastAnswerNanos() {
        return lastAnswerNanos;
    }

    Map<String, Long> refusalReasons() {
        return sums(refusals);
    }

    Map<String, Long> sentByTopic() {
        return sums(byTopic);
    }

    long answered() {
        return acknowledged.sum() + refused.sum();
    }

    /** Changes whenever anything has been achieved: used to notice that nothing is. */
    long progress() {
        return sent.sum() + answered();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
