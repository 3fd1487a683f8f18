package io.fleetport.domain.vehicle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest value of each signal with its own event time. Immutable.
 *
 * <p>The order in which readings are applied does not matter: of two observations of a signal the later one stays, and
 * of two at the same instant the one from the reading that comes later in {@link Reading#EVENT_ORDER} of equal time,
 * decided by the signals' text form.
 */
public final class VehicleState {

    private static final VehicleState EMPTY = new VehicleState(new Observation[0], null);

    /** A vehicle opens one connection per application it streams to, at most five; the rest were never closed properly. */
    private static final int MOST_OPEN_CONNECTIONS = 8;

    private final Observation[] byKey;
    private final @Nullable Instant newestSeen;

    private VehicleState(Observation[] byKey, @Nullable Instant newestSeen) {
        this.byKey = byKey;
        this.newestSeen = newestSeen;
    }

    /** A vehicle that has not said anything yet. */
    public static VehicleState empty() {
        return EMPTY;
    }

    /** A state put together from stored observations, at most one per signal. {@code newestSeen} is null when only connections were heard of. */
    public static VehicleState of(List<Observation> observations, @Nullable Instant newestSeen) {
        Observation[] sorted = observations.toArray(Observation[]::new);
        Arrays.sort(sorted, (a, b) -> a.signal().name().compareTo(b.signal().name()));
        return new VehicleState(sorted, newestSeen);
    }

    /** Event time of the newest reading applied, connections left out; empty before the first. */
    public Optional<Instant> newestSeen() {
        return Optional.ofNullable(newestSeen);
    }

    public Optional<Observation> find(SignalName name) {
        int at = indexOf(byKey, byKey.length, name);
        return at >= 0 ? Optional.of(byKey[at]) : Optional.empty();
    }

    /** All observations, sorted by key. */
    public List<Observation> observations() {
        return List.of(byKey);
    }

    /** This state after one more reading. */
    public VehicleState with(Reading reading) {
        List<Signal> signals = reading.signals();
        if (signals.size() == 1 && signals.getFirst() instanceof Signal.Connection connection) {
            return withConnection(connection, reading.observedAt());
        }
        Observation[] next = byKey.clone();
        @Nullable List<Observation> added = null;
        for (int i = 0; i < signals.size(); i++) {
            Signal signal = signals.get(i);
            int at = indexOf(next, next.length, signal.name());
            if (at < 0) {
                if (added == null) {
                    added = new ArrayList<>(signals.size());
                }
                added.add(new Observation(signal, reading.observedAt()));
            } else if (supersedes(signal, reading.observedAt(), next[at])) {
                next[at] = new Observation(signal, reading.observedAt());
            }
        }
        if (added != null) {
            next = merged(next, added);
        }
        Instant newest =
                newestSeen == null || reading.observedAt().isAfter(newestSeen) ? reading.observedAt() : newestSeen;
        return new VehicleState(next, newest);
    }

    /**
     * A connection opened or closed, by our clock. It says nothing of the vehicle's own time, so {@link #newestSeen} stays.
     * The old connection's end is often heard after the new one's beginning: only the set of open ones tells.
     */
    private VehicleState withConnection(Signal.Connection connection, Instant at) {
        int known = indexOf(byKey, byKey.length, Signals.OPEN_CONNECTIONS);
        List<String> open = new ArrayList<>(
                known >= 0 && byKey[known].signal() instanceof Signal.Parts parts ? parts.which() : List.of());
        open.remove(connection.connectionId());
        if (connection.open()) {
            open.add(connection.connectionId());
        }
        if (open.size() > MOST_OPEN_CONNECTIONS) {
            open.removeFirst();
        }
        Observation now = new Observation(new Signal.Parts(Signals.OPEN_CONNECTIONS, open), at);
        if (known < 0) {
            return new VehicleState(merged(byKey, List.of(now)), newestSeen);
        }
        Observation[] next = byKey.clone();
        next[known] = now;
        return new VehicleState(next, newestSeen);
    }

    private static boolean supersedes(Signal signal, Instant at, Observation known) {
        int order = at.compareTo(known.observedAt());
        return order > 0
                || order == 0
                        && !signal.equals(known.signal())
                        && signal.toString().compareTo(known.signal().toString()) > 0;
    }

    private static Observation[] merged(Observation[] known, List<Observation> added) {
        List<Observation> all = new ArrayList<>(known.length + added.size());
        all.addAll(List.of(known));
        for (Observation observation : added) {
            int at = indexOf(all, observation.signal().name());
            if (at < 0) {
                all.add(-at - 1, observation);
            } else if (supersedes(observation.signal(), observation.observedAt(), all.get(at))) {
                all.set(at, observation);
            }
        }
        return all.toArray(Observation[]::new);
    }

    private static int indexOf(Observation[] sorted, int length, SignalName name) {
        int low = 0;
        int high = length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = sorted[middle].signal().name().compareTo(name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    private static int indexOf(List<Observation> sorted, SignalName name) {
        return indexOf(sorted.toArray(Observation[]::new), sorted.size(), name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VehicleState that
                && Arrays.equals(byKey, that.byKey)
                && Objects.equals(newestSeen, that.newestSeen);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(byKey);
    }

    @Override
    public String toString() {
        return "VehicleState" + observations();
    }
}
