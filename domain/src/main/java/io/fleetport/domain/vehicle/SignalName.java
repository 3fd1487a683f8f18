package io.fleetport.domain.vehicle;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * What a signal is about: its key, its unit, and the range a real vehicle can be in. There is one instance per key in a
 * process, so names compare by identity. Safe to use from many threads.
 */
public final class SignalName implements Comparable<SignalName> {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final ConcurrentMap<String, SignalName> KNOWN = new ConcurrentHashMap<>();

    private final String key;
    private final Unit unit;
    private final double least;
    private final double most;
    private final int hash;

    private SignalName(String key, Unit unit, double least, double most) {
        this.key = key;
        this.unit = unit;
        this.least = least;
        this.most = most;
        this.hash = key.hashCode();
    }

    /**
     * The name with this key, made on first use. A later call with another unit or range gets the first one's.
     *
     * @param key lower case words joined by underscores, at most 80 characters, without a unit
     * @param least smallest plausible value in the unit kept
     * @param most greatest plausible value in the unit kept
     * @throws IllegalArgumentException when the key is malformed
     */
    public static SignalName of(String key, Unit unit, double least, double most) {
        SignalName known = KNOWN.get(key);
        if (known != null) {
            return known;
        }
        if (key.length() > 80 || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "signal key must be lower_snake_case, at most 80 characters, but is " + key);
        }
        return KNOWN.computeIfAbsent(key, k -> new SignalName(k, unit, least, most));
    }

    /** As {@link #of(String, Unit, double, double)} without limits to the value. */
    public static SignalName of(String key, Unit unit) {
        return of(key, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    public String key() {
        return key;
    }

    public Unit unit() {
        return unit;
    }

    /** The key with its unit, as the API shows it: {@code speed_kmh}. */
    public String outwardName() {
        return unit.suffix().isEmpty() ? key : key + "_" + unit.suffix();
    }

    /** Whether a real vehicle can say this: finite and within the range. */
    public boolean isPlausible(double value) {
        return Double.isFinite(value) && value >= least && value <= most;
    }

    public double least() {
        return least;
    }

    public double most() {
        return most;
    }

    @Override
    public int compareTo(SignalName other) {
        return this == other ? 0 : key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return key;
    }
}
