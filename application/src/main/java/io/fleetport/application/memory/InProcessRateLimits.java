package io.fleetport.application.memory;

import io.fleetport.application.port.out.RateLimits;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Buckets of this process alone. Never waits. Safe to use from many threads. */
public final class InProcessRateLimits implements RateLimits {

    private static final double NANOS = 1e9;

    private final int mostBuckets;
    private final LongSupplier nanoTime;
    private final Map<Bucket, Level> levels = new ConcurrentHashMap<>();

    /** What was left after the request at {@code atNanos}. */
    private record Level(double left, long atNanos, Rate rate) {
        double filled(long now) {
            return Math.min(rate.burst(), left + Math.max(0, now - atNanos) / NANOS * rate.perSecond());
        }
    }

    /**
     * @param mostBuckets remembered, 1 or more; who is forgotten begins with a full one
     * @param nanoTime as {@link System#nanoTime}
     */
    public InProcessRateLimits(int mostBuckets, LongSupplier nanoTime) {
        if (mostBuckets < 1) {
            throw new IllegalArgumentException("mostBuckets must be 1 or more but is " + mostBuckets);
        }
        this.mostBuckets = mostBuckets;
        this.nanoTime = nanoTime;
    }

    @Override
    public List<Verdict> take(List<Wanted> wanted) {
        List<Verdict> verdicts = new ArrayList<>(wanted.size());
        for (Wanted one : wanted) {
            Verdict verdict = take(one.bucket(), one.rate());
            verdicts.add(verdict);
            if (!verdict.allowed()) {
                break;
            }
        }
        return verdicts;
    }

    private Verdict take(Bucket bucket, Rate rate) {
        if (levels.size() >= mostBuckets) {
            forget();
        }
        long now = nanoTime.getAsLong();
        boolean[] allowed = new boolean[1];
        Level after = levels.compute(bucket, (key, known) -> {
            double left = known == null ? rate.burst() : Math.min(rate.burst(), known.filled(now));
            allowed[0] = left >= 1;
            return new Level(allowed[0] ? left - 1 : left, now, rate);
        });
        return Verdict.of(allowed[0], after.left(), rate);
    }

    int buckets() {
        return levels.size();
    }

    /** A full bucket says no more than none. When all are in use, some begin anew: memory is bounded before all else. */
    private void forget() {
        long now = nanoTime.getAsLong();
        levels.values().removeIf(level -> level.filled(now) >= level.rate().burst());
        int tooMany = levels.size() - mostBuckets * 3 / 4;
        Iterator<Bucket> some = levels.keySet().iterator();
        for (int i = 0; i < tooMany && some.hasNext(); i++) {
            some.next();
            some.remove();
        }
    }
}
