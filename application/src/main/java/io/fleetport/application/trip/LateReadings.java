package io.fleetport.application.trip;

import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.Track;
import io.fleetport.domain.trip.TrackSnapshot;
import io.fleetport.domain.trip.TripDetector;
import io.fleetport.domain.vehicle.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Places readings that came after newer ones. Each stretch of time they lie in is reduced again once, from the opening
 * of the trip before it until it leads to the same as before.
 *
 * <p>Remembers where the last stretch was filled, as whole old drives often come in a reading at a time.
 */
final class LateReadings {

    /** Late readings further apart than this are looked up in the history one stretch at a time. */
    private static final Duration NEIGHBOURS = Duration.ofMinutes(10);

    private static final Duration TICK = Duration.ofNanos(1_000);

    /** What became of the track's end. */
    record Placed(Track head, @Nullable OpenTrip open) {}

    /** The track up to the late reading placed last, and the known reading after it. */
    record Filling(Track track, Reading next) {
        boolean takes(Reading reading) {
            return EventOrder.isAfter(reading, track) && Reading.EVENT_ORDER.compare(reading, next) < 0;
        }
    }

    private final VehicleKey key;
    private final TripDetector detector;
    private @Nullable Filling filling;

    LateReadings(VehicleKey key, TripDetector detector) {
        this.key = key;
        this.detector = detector;
    }

    /** Forgets where the last stretch was filled, as readings were placed by another road. */
    void forget() {
        filling = null;
    }

    /** Finds out which late readings are in the history already. */
    void sortOut(Arrival arrival, History history, Track head) {
        Filling here = filling;
        if (here != null && arrival.late().stream().allMatch(here::takes)) {
            return;
        }
        Set<Identity> known = new HashSet<>();
        List<Reading> late = arrival.late();
        int from = 0;
        for (int i = 1; i <= late.size(); i++) {
            Instant last = late.get(i - 1).observedAt();
            if (i == late.size() || late.get(i).observedAt().isAfter(last.plus(NEIGHBOURS))) {
                PastReadings past =
                        new PastReadings(history, key, late.get(from).observedAt(), last.plus(TICK), null);
                for (Reading reading = past.peek(); reading != null; reading = past.peek()) {
                    known.add(Identity.of(reading));
                    past.advance();
                }
                from = i;
            }
        }
        arrival.lateAreNew(reading -> !known.contains(Identity.of(reading)));
    }

    private record Identity(Instant at, long fingerprint) {
        static Identity of(Reading reading) {
            return new Identity(reading.observedAt(), reading.fingerprint());
        }
    }

    /** Places new readings, oldest first, none of them known and all before the newest of {@code head}. */
    Placed place(List<Reading> late, Track head, @Nullable OpenTrip open, History history, Changes changes) {
        Placed placed = new Placed(head, open);
        int next = 0;
        while (next < late.size()) {
            Reading first = late.get(next);
            StoredTrips stored = new StoredTrips(changes, first.observedAt());
            Track base = base(first, stored);
            Instant from = base.newestSeen().orElse(earlier(Instant.EPOCH, first.observedAt()));
            Instant until = head.newestSeen().orElseThrow().plus(TICK);
            @Nullable Reading after = base.newestSeen().isEmpty() ? null : EventOrder.newestOf(base, key.vehicle());
            PastReadings past = new PastReadings(history, key, from, until, after);
            Stretch stretch = new Stretch(detector, base, head.journey(), stored, after, past);
            next = stretch.reduce(late, next);
            filling = stretch.filling();
            placed = new Reconciliation(key, changes, placed).settle(stretch);
        }
        return placed;
    }

    private Track base(Reading first, StoredTrips stored) {
        Filling here = filling;
        if (here != null && here.takes(first)) {
            return here.track();
        }
        Trips.Opened before = stored.before();
        return before == null ? Track.empty() : TrackSnapshot.read(before.opening());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
