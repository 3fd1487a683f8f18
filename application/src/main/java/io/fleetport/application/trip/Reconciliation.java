package io.fleetport.application.trip;

import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.Journey;
import io.fleetport.domain.trip.Revision;
import io.fleetport.domain.trip.Revision.Reason;
import io.fleetport.domain.trip.Track;
import io.fleetport.domain.trip.TrackSnapshot;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripFigures;
import io.fleetport.domain.trip.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was told of a stretch of time to what is now known of it. A trip keeps its name as long as it overlaps the
 * one told; what is the same is not told again.
 */
final class Reconciliation {

    private final VehicleKey key;
    private final Changes changes;
    private final LateReadings.Placed before;

    Reconciliation(VehicleKey key, Changes changes, LateReadings.Placed before) {
        this.key = key;
        this.changes = changes;
        this.before = before;
    }

    LateReadings.Placed settle(Stretch stretch) {
        List<Trips.Opened> told = stretch.told();
        List<Journey> trips = stretch.trips();
        Journey going = stretch.converged() ? null : stretch.end().journey();
        @Nullable OpenTrip open = stretch.converged() ? before.open() : null;
        List<Trips.Opened> left = new ArrayList<>(told);
        List<Trips.@Nullable Opened> continued = new ArrayList<>();
        for (Journey trip : trips) {
            continued.add(claim(trip, left));
        }
        for (int i = 0; i < trips.size(); i++) {
            Journey trip = trips.get(i);
            Trips.Opened as = continued.get(i);
            OpenTrip now = as == null ? begin(trip, trip == going) : goOn(trip, trip == going, as, trips, left);
            if (trip == going) {
                open = now;
            }
            for (Trips.Opened other : left) {
                if (firstOverlapping(other, trips) == trip) {
                    withdraw(other.trip(), now.id(), Reason.JOINED);
                }
            }
        }
        for (Trips.Opened other : left) {
            if (firstOverlapping(other, trips) == null) {
                withdraw(other.trip(), other.trip().id(), Reason.LATE_READINGS);
            }
        }
        reopen(stretch);
        return new LateReadings.Placed(head(stretch), open);
    }

    private Track head(Stretch stretch) {
        if (!stretch.converged()) {
            return stretch.end();
        }
        Journey journey = stretch.openJourney();
        return journey == null ? before.head() : before.head().openedBy(journey.opening());
    }

    private static Trips.@Nullable Opened claim(Journey trip, List<Trips.Opened> left) {
        for (Trips.Opened opened : left) {
            if (overlap(trip, opened.trip())) {
                left.remove(opened);
                return opened;
            }
        }
        return null;
    }

    private static boolean overlap(Journey now, Trip told) {
        return !now.startedAt().isAfter(told.figures().lastMovingAt())
                && !told.startedAt().isAfter(now.lastMovingAt());
    }

    private static @Nullable Journey firstOverlapping(Trips.Opened told, List<Journey> trips) {
        for (Journey trip : trips) {
            if (overlap(trip, told.trip())) {
                return trip;
            }
        }
        return null;
    }

    private OpenTrip begin(Journey trip, boolean going) {
        Changes.Named named = changes.name(key.vehicle(), trip.startedAt());
        return tell(trip, going, named.id(), named.revision());
    }

    private OpenTrip goOn(
            Journey journey, boolean going, Trips.Opened as, List<Journey> trips, List<Trips.Opened> left) {
        Trip told = as.trip();
        Trip same = trip(journey, going, told.id(), told.revision(), journey.figures());
        if (!same.equals(told)) {
            Revision revision = changes.revise(told.id(), told.revision(), reason(journey, told, trips, left));
            return tell(journey, going, told.id(), revision);
        }
        byte[] opening = TrackSnapshot.write(journey.opening());
        if (!Arrays.equals(opening, as.opening())) {
            changes.tell(told, opening);
        }
        if (journey.gapCount() > 0) {
            tellGaps(
                    told.id(),
                    journey); // what lies on either side of a gap may be known better, and the trip none the less the
            // same
        }
        return opened(journey, going, told.id(), told.revision(), same.figures());
    }

    private static Reason reason(Journey journey, Trip told, List<Journey> trips, List<Trips.Opened> left) {
        if (left.stream().anyMatch(other -> firstOverlapping(other, trips) == journey)) {
            return Reason.JOINED;
        }
        long parts = trips.stream().filter(trip -> overlap(trip, told)).count();
        return parts > 1 ? Reason.SPLIT : Reason.LATE_READINGS;
    }

    private OpenTrip tell(Journey journey, boolean going, TripId id, Revision revision) {
        TripFigures figures = journey.figures();
        changes.tell(trip(journey, going, id, revision, figures), TrackSnapshot.write(journey.opening()));
        tellGaps(id, journey);
        return opened(journey, going, id, revision, figures);
    }

    private void tellGaps(TripId id, Journey journey) {
        changes.tellGaps(id, journey.gaps(key.vehicle(), id));
    }

    private Trip trip(Journey journey, boolean going, TripId id, Revision revision, TripFigures figures) {
        Instant end = end(journey, going);
        return end == null
                ? new Trip.Underway(id, key.vehicle(), revision, journey.startedAt(), figures)
                : new Trip.Finished(id, key.vehicle(), revision, journey.startedAt(), end, figures);
    }

    /** A journey that is not over is told to be when the vehicle was told to have fallen silent, and nothing newer came. */
    private @Nullable Instant end(Journey journey, boolean going) {
        boolean silent = before.open() != null && before.open().silent();
        return going && !silent ? null : journey.lastMovingAt();
    }

    private OpenTrip opened(Journey journey, boolean going, TripId id, Revision revision, TripFigures figures) {
        return new OpenTrip(id, revision, end(journey, going), figures, journey.gapCount());
    }

    private void withdraw(Trip told, TripId by, Reason why) {
        Revision revision = changes.revise(told.id(), told.revision(), why);
        Trip.Withdrawn withdrawn =
                new Trip.Withdrawn(told.id(), told.vehicle(), revision, told.startedAt(), told.figures(), by);
        changes.tell(withdrawn, TrackSnapshot.write(Track.empty()));
        changes.tellGaps(told.id(), List.of());
    }

    /** A trip that is as told may yet begin from another state, which later late readings must start from. */
    private void reopen(Stretch stretch) {
        Trips.Opened opened = stretch.reopened();
        Journey journey = stretch.end().journey();
        if (opened != null && journey != null) {
            byte[] opening = TrackSnapshot.write(journey.opening());
            if (!Arrays.equals(opening, opened.opening())) {
                changes.tell(opened.trip(), opening);
            }
        }
    }
}
