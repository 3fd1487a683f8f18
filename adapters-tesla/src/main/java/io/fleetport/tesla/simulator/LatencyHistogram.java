package io.fleetport.tesla.simulator;

/**
 * Counts durations in logarithmic buckets of at most 1/128 (0.8 %) width, from a microsecond to hours. Fixed memory; written
 * by one thread.
 */
final class LatencyHistogram {

    private static final int SUB_BITS = 7;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;
    /** 2^36 microseconds are 19 hours. */
    private static final int LARGEST_POWER = 36;

    private final long[] counts = new long[SUB_BUCKETS + (LARGEST_POWER - SUB_BITS) * SUB_BUCKETS];
    private long total;
    private long longestNanos;

    void add(long nanos) {
        long clamped = Math.max(0, nanos);
        counts[bucket(clamped / 1000)]++;
        total++;
        longestNanos = Math.max(longestNanos, clamped);
    }

    void addAll(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
        longestNanos = Math.max(longestNanos, other.longestNanos);
    }

    /** What the counted durations look like; all zero when there are none. */
    LatencySummary summary() {
        return new LatencySummary(total, millis(0.5), millis(0.99), millis(0.999), longestNanos / 1e6);
    }

    /** The upper bound of the bucket that holds the quantile, but no more than the longest duration counted. */
    private double millis(double quantile) {
        long rank = (long) Math.ceil(quantile * total);
        long seen = 0;
        for (int i = 0; i < counts.length && total > 0; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(upperMicros(i) / 1e3, longestNanos / 1e6);
            }
        }
        return 0;
    }

    private static int bucket(long micros) {
        long value = Math.min(micros, (1L << LARGEST_POWER) - 1);
        if (value < SUB_BUCKETS) {
            return (int) value;
        }
        int shift = Long.SIZE - Long.numberOfLeadingZeros(value) - SUB_BITS - 1;
        return (shift + 1) * SUB_BUCKETS + (int) (value >>> shift) - SUB_BUCKETS;
    }

    private static long upperMicros(int bucket) {
        if (bucket < SUB_BUCKETS) {
            return bucket + 1L;
        }
        int shift = bucket / SUB_BUCKETS - 1;
        return ((long) (bucket % SUB_BUCKETS) + SUB_BUCKETS + 1) << shift;
    }
}
