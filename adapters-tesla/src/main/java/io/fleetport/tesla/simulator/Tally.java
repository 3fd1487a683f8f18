package io.fleetport.tesla.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a run has done so far. Written and read by any thread. */
final class Tally {

    /** Reasons kept apart; what comes after them is counted under {@code other}. */
    private static final int MOST_REASONS = 50;

    /** Records sent for the first time. */
    final LongAdder sent = new LongAdder();

    final LongAdder resent = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    /** Of the acknowledged ones, those the server says it had before. */
    final LongAdder duplicates = new LongAdder();

    final LongAdder refused = new LongAdder();
    final LongAdder doubledAcknowledgements = new LongAdder();
    final LongAdder unmatchedReplies = new LongAdder();
    final LongAdder misbehaved = new LongAdder();
    final LongAdder connections = new LongAdder();
    /** Connections open now. */
    final LongAdder open = new LongAdder();

    final LongAdder disconnections = new LongAdder();
    final LongAdder failedAttempts = new LongAdder();

    /** Vehicles sending over HTTP now. */
    final LongAdder posting = new LongAdder();

    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private volatile Instant newestSent = Instant.MIN;
    private volatile long lastAnswerNanos = Long.MIN_VALUE;

    void sent(Instant observedAt) {
        sent.increment();
        newestSent = observedAt;
    }

    void acknowledged(long records, long nowNanos) {
        acknowledged.add(records);
        lastAnswerNanos = nowNanos;
    }

    void refused(String reason, long nowNanos) {
        lastAnswerNanos = nowNanos;
        refused.increment();
        String kept = refusals.containsKey(reason) || refusals.size() < MOST_REASONS ? reason : "other";
        refusals.computeIfAbsent(kept, unused -> new LongAdder()).increment();
    }

    /** Event time of a record sent last, {@link Instant#MIN} before the first. */
    Instant eventTime() {
        return newestSent;
    }

    /** When the last answer came by {@link System#nanoTime()}, {@link Long#MIN_VALUE} when none has. */
    long lastAnswerNanos() {
        return lastAnswerNanos;
    }

    Map<String, Long> refusalReasons() {
        Map<String, Long> reasons = new TreeMap<>();
        refusals.forEach((reason, count) -> reasons.put(reason, count.sum()));
        return reasons;
    }

    long answered() {
        return acknowledged.sum() + refused.sum();
    }

    /** Changes whenever anything has been achieved: used to notice that nothing is. */
    long progress() {
        return sent.sum() + answered();
    }
}
