package io.fleetport.application.scope;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Answers remembered for a while, and not more of them than allowed. Safe to use from many threads. */
public final class Remembered<K, V> {

    private record Held<V>(V value, long sinceNanos) {}

    private final ConcurrentMap<K, Held<V>> held = new ConcurrentHashMap<>();
    private final long forNanos;
    private final int most;
    private final LongSupplier nanos;

    /** @param most more than that, and all are forgotten: looking them up again is cheaper than keeping an order */
    public Remembered(Duration time, int most, LongSupplier nanos) {
        this.forNanos = time.toNanos();
        this.most = most;
        this.nanos = nanos;
    }

    /** What is remembered, else what the look-up tells. One that throws is not remembered; several may look up at once. */
    public V get(K key, Function<K, V> lookUp) {
        Held<V> known = held.get(key);
        long now = nanos.getAsLong();
        if (known != null && now - known.sinceNanos() < forNanos) {
            return known.value();
        }
        V value = lookUp.apply(key);
        if (held.size() >= most) {
            held.clear();
        }
        held.put(key, new Held<>(value, now));
        return value;
    }

    public void forget(Predicate<K> which) {
        held.keySet().removeIf(which);
    }
}
