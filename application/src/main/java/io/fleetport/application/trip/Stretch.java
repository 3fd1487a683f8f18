package io.fleetport.application.trip;

import io.fleetport.application.port.out.Trips;
import io.fleetport.domain.trip.Journey;
import io.fleetport.domain.trip.Track;
import io.fleetport.domain.trip.TrackSnapshot;
import io.fleetport.domain.trip.TripDetector;
import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time reduced again with late readings in it. It ends where what was told before begins to hold again: the
 * track told before is followed beside the new one from the opening of each stored trip, until both are the same.
 */
final class Stretch {

    private final TripDetector detector;
    private final Track base;
    private final @Nullable Journey lastOfAll;
    private final StoredTrips stored;
    private final PastReadings past;
    private final List<Journey> finished = new ArrayList<>();

    private Track track;
    /** The newest reading of the stretch that was placed before, null before the first. */
    private @Nullable Reading lastPlaced;
    /** The track as it was without the late readings; null where that is not known. */
    private @Nullable Track before;
    /** The stored trip whose opening is met next. */
    private int meeting;

    private @Nullable Track met;

    private boolean converged;
    private LateReadings.@Nullable Filling filling;

    /**
     * @param lastOfAll the journey at the end of everything known of the vehicle
     * @param after the newest reading of the base, null when it is empty
     */
    Stretch(
            TripDetector detector,
            Track base,
            @Nullable Journey lastOfAll,
            StoredTrips stored,
            @Nullable Reading after,
            PastReadings past) {
        this.detector = detector;
        this.base = base;
        this.lastOfAll = lastOfAll;
        this.stored = stored;
        this.lastPlaced = after;
        this.past = past;
        this.track = base;
        this.meeting = stored.firstAfter();
    }

    /**
     * Reduces from the base through the late readings, of which those before {@code next} are placed already but not in
     * the history yet; gives the first that lies beyond the stretch.
     */
    int reduce(List<Reading> late, int next) {
        int at = next;
        while (at > 0 && EventOrder.isAfter(late.get(at - 1), base)) {
            at--;
        }
        while (true) {
            Reading known = past.peek();
            if (at < late.size() && (known == null || Reading.EVENT_ORDER.compare(late.get(at), known) < 0)) {
                Reading reading = late.get(at);
                if (at < next) {
                    follow(reading);
                }
                take(reading);
                at++;
                if (at == late.size()) {
                    filling = known == null ? null : new LateReadings.Filling(track, known);
                }
            } else if (known == null) {
                return at;
            } else {
                past.advance();
                follow(known);
                take(known);
                if (at > next && before != null && track.sameFromHere(before)) {
                    converged = true;
                    return at;
                }
            }
        }
    }

    /** Takes a reading into the track as it was told, which begins to be known where a stored trip opens. */
    private void follow(Reading placed) {
        meet();
        before = before == null ? null : detector.reduce(before, placed);
        lastPlaced = placed;
    }

    private void take(Reading reading) {
        track = detector.reduce(track, reading);
        Journey over = track.finished();
        if (over != null && over.isTrip()) {
            finished.add(over);
        }
    }

    /** Takes up the track told before where a stored trip began. */
    private void meet() {
        while (true) {
            Track opening = nextOpening();
            int order = opening == null ? 1 : EventOrder.order(opening, lastPlaced);
            if (order > 0) {
                return;
            }
            if (order == 0) {
                before = opening;
            }
            meeting++;
            met = null;
        }
    }

    private @Nullable Track nextOpening() {
        Trips.Opened opened = met == null ? stored.get(meeting) : null;
        if (opened != null) {
            met = TrackSnapshot.read(opened.opening());
        }
        return met;
    }

    /** The journey that goes on from the end of the stretch to the end of everything, if it is the same one. */
    @Nullable
    Journey openJourney() {
        Journey journey = track.journey();
        boolean open =
                journey != null && lastOfAll != null && journey.startedAt().equals(lastOfAll.startedAt());
        return converged && open ? journey : null;
    }

    /** Whether from the end of the stretch on everything is as it was told; else it ends with the last reading there is. */
    boolean converged() {
        return converged;
    }

    /** The track at the end of the stretch. */
    Track end() {
        return track;
    }

    /** Where the last late reading was placed, for those that follow it; null at the end of the history. */
    LateReadings.@Nullable Filling filling() {
        return filling;
    }

    /** The trips of the stretch as they are now, oldest first; but for the one, if any, that goes on beyond its end as told. */
    List<Journey> trips() {
        Journey last = track.journey();
        if (converged || last == null || !last.isTrip()) {
            return finished;
        }
        List<Journey> all = new ArrayList<>(finished);
        all.add(last);
        return all;
    }

    /** The trips of the stretch as they were told. */
    List<Trips.Opened> told() {
        Journey first = base.journey();
        @Nullable
        Instant from = first != null ? first.startedAt() : base.newestSeen().orElse(null);
        @Nullable Instant until = null;
        if (converged) {
            Journey last = track.journey();
            // A trip that starts at the newest reading, with the end of a standstill, is not met yet.
            until = last != null ? last.startedAt() : track.newestSeen().orElseThrow();
        }
        return stored.within(from, until);
    }

    /** The stored trip the stretch ends in, which is as told but may now open otherwise. */
    Trips.@Nullable Opened reopened() {
        Journey last = track.journey();
        if (!converged || last == null) {
            return null;
        }
        for (Trips.Opened opened : stored.within(last.startedAt(), null)) {
            return opened.trip().startedAt().equals(last.startedAt()) ? opened : null;
        }
        return null;
    }
}
