package io.fleetport.bootstrap.http;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many requests each caller has left: a bucket that a request takes one from and that fills up steadily. Safe to use
 * from many threads.
 */
final class CallerBuckets {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private final int mostCallers;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** What was left after the request at {@code atNanos}. */
    private record Bucket(double left, long atNanos, double perSecond, double burst) {
        double filled(long now) {
            return Math.min(burst, left + Math.max(0, now - atNanos) / NANOS * perSecond);
        }

        long seconds(double requests) {
            return (long) Math.ceil(requests / perSecond);
        }
    }

    /**
     * What a request may do.
     *
     * @param remaining requests left at once
     * @param fullAfterSeconds until there are as many as there can be, rounded up
     * @param retryAfterSeconds until there is one, rounded up; 0 when the request is allowed
     */
    record Verdict(boolean allowed, long remaining, long fullAfterSeconds, long retryAfterSeconds) {}

    /** @param mostCallers remembered; who is forgotten begins with a full bucket */
    CallerBuckets(int perSecond, int burst, int mostCallers, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.mostCallers = mostCallers;
        this.nanoTime = nanoTime;
    }

    Verdict take(String caller) {
        return take(caller, perSecond, burst);
    }

    /** As {@link #take(String)}, for one that may ask at another rate. */
    Verdict take(String caller, double perSecond, double burst) {
        if (buckets.size() >= mostCallers) {
            forget();
        }
        long now = nanoTime.getAsLong();
        boolean[] allowed = new boolean[1];
        Bucket after = buckets.compute(caller, (name, known) -> {
            double left = known == null ? burst : Math.min(burst, known.filled(now));
            allowed[0] = left >= 1;
            return new Bucket(allowed[0] ? left - 1 : left, now, perSecond, burst);
        });
        return new Verdict(
                allowed[0],
                (long) after.left(),
                after.seconds(burst - after.left()),
                allowed[0] ? 0 : Math.max(1, after.seconds(1 - after.left())));
    }

    int callers() {
        return buckets.size();
    }

    /** A full bucket says no more than none. When all are in use, some begin anew: memory is bounded before all else. */
    private void forget() {
        long now = nanoTime.getAsLong();
        buckets.values().removeIf(bucket -> bucket.filled(now) >= bucket.burst());
        int tooMany = buckets.size() - mostCallers * 3 / 4;
        Iterator<String> some = buckets.keySet().iterator();
        for (int i = 0; i < tooMany && some.hasNext(); i++) {
            some.next();
            some.remove();
        }
    }
}
