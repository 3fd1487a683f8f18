package io.fleetport.tesla.stream;

/** So many messages per interval, refilled evenly; what was saved up is at most one interval's worth. For one thread. */
final class RateLimit {

    private final double most;
    private final double perNano;
    private double saved;
    private long lastNanos;

    RateLimit(int messages, long intervalNanos, long nowNanos) {
        most = messages;
        perNano = messages / (double) intervalNanos;
        saved = messages;
        lastNanos = nowNanos;
    }

    /** Takes one message if there is one left. */
    boolean take(long nowNanos) {
        saved = Math.min(most, saved + (nowNanos - lastNanos) * perNano);
        lastNanos = nowNanos;
        if (saved < 1) {
            return false;
        }
        saved--;
        return true;
    }

    /** How long until a tenth of the interval's messages, at least one, may pass. */
    long nanosToWait() {
        return (long) Math.ceil((Math.max(1, most / 10) - saved) / perNano);
    }
}
