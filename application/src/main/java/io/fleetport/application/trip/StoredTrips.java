package io.fleetport.application.trip;

import io.fleetport.application.port.out.Trips;
import io.fleetport.domain.trip.Trip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The trips told around a point in time, fetched as far as a walk forward from there gets. */
final class StoredTrips {

    private static final int PAGE = 16;
    private static final Duration TICK = Duration.ofNanos(1_000);

    private final Changes changes;
    private final List<Trips.Opened> fetched;
    private final boolean anyBefore;
    /** The start up to which all trips are fetched; null when all are. */
    private @Nullable Instant upTo;

    StoredTrips(Changes changes, Instant at) {
        this.changes = changes;
        Changes.Part part = changes.around(at, PAGE);
        this.fetched = new ArrayList<>(part.trips());
        this.anyBefore =
                !fetched.isEmpty() && fetched.getFirst().trip().startedAt().isBefore(at);
        this.upTo = part.upTo();
    }

    /** The trip that started last before the point in time. */
    Trips.@Nullable Opened before() {
        return anyBefore ? fetched.getFirst() : null;
    }

    /** The trip told at this place among those before and after the point in time, oldest first, or null beyond the last. */
    Trips.@Nullable Opened get(int index) {
        for (Instant last = upTo; index >= fetched.size() && last != null; last = upTo) {
            Changes.Part part = changes.around(last.plus(TICK), PAGE);
            upTo = part.upTo();
            for (Trips.Opened opened : part.trips()) {
                if (opened.trip().startedAt().isAfter(last)) {
                    fetched.add(opened);
                }
            }
        }
        return index < fetched.size() ? fetched.get(index) : null;
    }

    /** Where the walk may meet the trips told before: the first one that starts at or after the point in time. */
    int firstAfter() {
        return anyBefore ? 1 : 0;
    }

    /** Trips told that reach beyond {@code from} and started before {@code until}, which is null for no bound. */
    List<Trips.Opened> within(@Nullable Instant from, @Nullable Instant until) {
        List<Trips.Opened> within = new ArrayList<>();
        Trips.Opened opened = get(0);
        for (int i = 1; opened != null; opened = get(i++)) {
            Trip trip = opened.trip();
            if (until != null && !trip.startedAt().isBefore(until)) {
                break;
            }
            if (from == null
                    || !trip.startedAt().isBefore(from)
                    || trip.figures().lastMovingAt().isAfter(from)) {
                within.add(opened);
            }
        }
        return within;
    }
}
