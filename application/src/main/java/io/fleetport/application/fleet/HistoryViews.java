package io.fleetport.application.fleet;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewHistory;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows history reading by reading, or thinned to one moment per interval. Safe to call from many threads. */
public final class HistoryViews implements ViewHistory {

    /** The database's own range of instants is wider; readings are refused long before either end. */
    private static final Instant BEGINNING = Instant.EPOCH;

    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    /** Readings fetched at a time. */
    private static final int CHUNK = 1_000;

    /** A page looks at this many readings at most, whatever it finds, so that no request runs for minutes. */
    private static final int MOST_LOOKED_AT = 100_000;

    private final Vehicles vehicles;
    private final History history;

    public HistoryViews(Vehicles vehicles, History history) {
        this.vehicles = vehicles;
        this.history = history;
    }

    @Override
    public Optional<Page<Moment>> of(Caller caller, Query query, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_HISTORY);
        if (vehicles.find(caller.organization(), query.vehicle()).isEmpty()) {
            return Optional.empty();
        }
        VehicleKey key = new VehicleKey(caller.organization(), query.vehicle());
        Duration every = query.every();
        if (every == null) {
            Reading after = cursor == null ? null : Cursors.reading(cursor, () -> readingAt(query.vehicle(), cursor));
            return Optional.of(each(key, query, after, limit));
        }
        if (every.compareTo(LEAST_INTERVAL) < 0 || every.compareTo(MOST_INTERVAL) > 0) {
            throw new InvalidRequest(
                    "every", "every must be " + LEAST_INTERVAL + " to " + MOST_INTERVAL + " but is " + every);
        }
        Instant from = cursor == null
                ? from(query)
                : Cursors.reading(cursor, () -> Instant.ofEpochMilli(Long.parseLong(cursor)));
        return Optional.of(perInterval(key, query, every, from, limit));
    }

    private Page<Moment> each(VehicleKey key, Query query, @Nullable Reading after, int limit) {
        WantedSignals wanted = new WantedSignals(query.signals());
        List<Moment> moments = new ArrayList<>();
        @Nullable Reading last = after;
        int lookedAt = 0;
        while (true) {
            List<Reading> chunk = history.between(key, from(query), until(query), last, CHUNK);
            for (Reading reading : chunk) {
                if (moments.size() == limit) {
                    return new Page<>(moments, last == null ? null : cursorAt(last));
                }
                List<Signal> signals = wanted.of(reading);
                if (!signals.isEmpty()) {
                    moments.add(moment(reading, signals));
                }
                last = reading;
            }
            lookedAt += chunk.size();
            if (chunk.size() < CHUNK) {
                return new Page<>(moments, null);
            }
            if (lookedAt >= MOST_LOOKED_AT && last != null) {
                return new Page<>(moments, cursorAt(last));
            }
        }
    }

    private Page<Moment> perInterval(VehicleKey key, Query query, Duration every, Instant from, int limit) {
        WantedSignals wanted = new WantedSignals(query.signals());
        List<Moment> moments = new ArrayList<>();
        @Nullable Interval open = null;
        @Nullable Reading last = null;
        int lookedAt = 0;
        while (true) {
            List<Reading> chunk = history.between(key, from, until(query), last, CHUNK);
            for (Reading reading : chunk) {
                last = reading;
                List<Signal> signals = wanted.of(reading);
                if (signals.isEmpty()) {
                    continue;
                }
                Instant begin = beginOf(reading.observedAt(), every);
                if (open == null || !open.begin.equals(begin)) {
                    if (open != null) {
                        moments.add(open.moment());
                        if (moments.size() == limit || lookedAt >= MOST_LOOKED_AT) {
                            return new Page<>(moments, Long.toString(begin.toEpochMilli()));
                        }
                    }
                    open = new Interval(begin);
                }
                open.add(reading.observedAt(), signals);
            }
            lookedAt += chunk.size();
            if (chunk.size() < CHUNK) {
                if (open != null) {
                    moments.add(open.moment());
                }
                return new Page<>(moments, null);
            }
        }
    }

    private static Moment moment(Reading reading, List<Signal> signals) {
        Instant at = reading.observedAt();
        return new Moment(
                at,
                at,
                signals.stream().map(signal -> new Observation(signal, at)).toList());
    }

    private static Instant beginOf(Instant at, Duration every) {
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), every.toMillis()) * every.toMillis());
    }

    private static Instant from(Query query) {
        return query.from() == null ? BEGINNING : query.from();
    }

    private static Instant until(Query query) {
        return query.until() == null ? END : query.until();
    }

    private static String cursorAt(Reading reading) {
        Instant at = reading.observedAt();
        return at.getEpochSecond() + "-" + at.getNano() + "-" + Long.toUnsignedString(reading.fingerprint(), 36);
    }

    private static Reading readingAt(VehicleId vehicle, String cursor) {
        String[] parts = cursor.split("-", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("cursor must have three parts");
        }
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
            return new Reading(vehicle, at, Long.parseUnsignedLong(parts[2], 36), List.of());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("cursor must hold an instant", e);
        }
    }

    /** The last value of each signal within one interval. Readings come in event order, so the last one in wins. */
    private static final class Interval {
        private final Instant begin;
        private Instant newest;
        private final Map<SignalName, Observation> latest = new TreeMap<>();

        Interval(Instant begin) {
            this.begin = begin;
            this.newest = begin;
        }

        void add(Instant observedAt, List<Signal> signals) {
            newest = observedAt;
            for (Signal signal : signals) {
                latest.put(signal.name(), new Observation(signal, observedAt));
            }
        }

        Moment moment() {
            return new Moment(begin, newest, List.copyOf(latest.values()));
        }
    }
}
