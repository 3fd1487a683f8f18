package io.fleetport.application.trip;

import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.Journey;
import io.fleetport.domain.trip.Revision;
import io.fleetport.domain.trip.Revision.Reason;
import io.fleetport.domain.trip.Track;
import io.fleetport.domain.trip.TrackSnapshot;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripDetector;
import io.fleetport.domain.trip.TripFigures;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.trip.TripRule;
import io.fleetport.domain.vehicle.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trips of one vehicle as its readings come in, in whatever order. The same readings in any order, any number of
 * times and in any batches lead to the same trips.
 *
 * <p>Not safe for use from several threads. What {@link #apply} and {@link #fallSilent} tell must be committed together
 * with {@link #snapshot} before the next call. When one of them throws, or the commit comes to nothing, this object is
 * to be dropped and opened again from what was committed.
 */
public final class VehicleTimeline {

    /** Event time between two tellings of a trip that merely goes on. */
    private static final Duration TELL_GROWTH_EVERY = Duration.ofSeconds(10);

    private final TripRule rule;
    private final TripDetector detector;
    private final VehicleKey key;
    private final Recent recent = new Recent();
    private final LateReadings late;
    private Track head;
    private @Nullable OpenTrip open;

    private VehicleTimeline(TripRule rule, VehicleKey key, Track head, @Nullable OpenTrip open) {
        this.rule = rule;
        this.detector = new TripDetector(rule);
        this.key = key;
        this.head = head;
        this.open = open;
        this.late = new LateReadings(key, detector);
    }

    /**
     * Goes on where {@link #snapshot} left off.
     *
     * @param snapshot empty for a vehicle never heard of
     * @throws IllegalArgumentException when the bytes are not a snapshot
     */
    public static VehicleTimeline open(TripRule rule, VehicleKey key, byte[] snapshot) {
        TimelineSnapshot read = TimelineSnapshot.read(snapshot);
        return new VehicleTimeline(rule, key, read.head(), read.open());
    }

    public byte[] snapshot() {
        return new TimelineSnapshot(head, open).write();
    }

    /** Event time of the newest reading, connections left out. */
    public Optional<Instant> newestSeen() {
        return head.newestSeen();
    }

    /** Whether a trip is told as underway, so that {@link #fallSilent} may have to end it. */
    public boolean underway() {
        return open != null && !open.silent();
    }

    /** The trip that is told as underway; null when none is. */
    public @Nullable TripId tripUnderway() {
        return open == null || open.silent() ? null : open.id();
    }

    /**
     * Takes readings of the vehicle, in any order, new or known. Costs nothing but time in memory while they come in
     * order; late ones are placed with the help of the history, once per stretch of time however many there are.
     */
    public Telling apply(List<Reading> batch, History history, Trips trips) {
        Changes changes = new Changes(key, trips);
        Arrival arrival = Arrival.sort(batch, head);
        if (!arrival.late().isEmpty()) {
            placeLate(arrival, history, changes);
        }
        for (Reading reading : arrival.inOrder()) {
            step(reading, changes);
        }
        tellOpen(changes);
        return changes.telling(arrival.fresh(), arrival.duplicates());
    }

    /** Tells a trip underway as finished when the vehicle has said nothing for as long as ends one, as of {@code now}. */
    public Telling fallSilent(Instant now) {
        OpenTrip trip = open;
        Journey journey = head.journey();
        if (trip == null || journey == null || trip.silent() || newestSeen().isEmpty()) {
            return Telling.NOTHING;
        }
        if (now.isBefore(newestSeen().get().plus(rule.endsAfter()))) {
            return Telling.NOTHING;
        }
        recent.clear(); // nothing comes close after this, and the memory of many sleeping vehicles adds up
        Changes changes = new Changes(key);
        open = tell(journey, trip, trip.revision(), journey.lastMovingAt(), journey.figures(), changes);
        return changes.telling(List.of(), List.of());
    }

    private void placeLate(Arrival arrival, History history, Changes changes) {
        Reading first = arrival.late().getFirst();
        if (recent.reachesBackTo(first)) {
            arrival.lateAreNew(reading -> !recent.holds(reading));
            if (arrival.late().isEmpty() || placeAmongRecent(arrival.late(), changes)) {
                return;
            }
        } else {
            late.sortOut(arrival, history, head);
        }
        if (!arrival.late().isEmpty()) {
            LateReadings.Placed placed = late.place(arrival.late(), head, open, history, changes);
            if (placed.head() != head || recent.reachesBackTo(arrival.late().getLast())) {
                recent.clear();
            }
            head = placed.head();
            open = placed.open();
        }
    }

    /** Takes the last few readings again with the late ones among them. Only when no trip begins or ends by it. */
    private boolean placeAmongRecent(List<Reading> added, Changes changes) {
        Reading first = added.getFirst();
        List<Recent.Step> steps = recent.from(first);
        List<Reading> merged = EventOrder.merged(steps, added);
        List<Recent.Step> retaken = new ArrayList<>(merged.size());
        Track track = steps.getFirst().before();
        for (Reading reading : merged) {
            retaken.add(new Recent.Step(track, reading));
            track = detector.reduce(track, reading);
            if (endsTrip(track)) {
                return false;
            }
        }
        for (int i = 1; i < steps.size(); i++) {
            if (endsTrip(steps.get(i).before())) {
                return false;
            }
        }
        if (endsTrip(head) || !sameTrip(head.journey(), track.journey())) {
            return false;
        }
        OpenTrip trip = open;
        Journey before = head.journey();
        Journey journey = track.journey();
        if (trip != null && before != null && journey != null) {
            TripFigures figures = journey.figures();
            if (!figures.equals(before.figures())) {
                Revision revision = changes.revise(trip.id(), trip.revision(), Reason.LATE_READINGS);
                Instant end = trip.silent() ? journey.lastMovingAt() : null;
                open = tell(journey, trip.withGapsUnknown(), revision, end, figures, changes);
            } else if (journey.gapCount() > 0) {
                changes.tellGaps(trip.id(), journey.gaps(key.vehicle(), trip.id()));
            }
        } else if (journey != null && journey.isTrip()) {
            open = begun(journey, changes);
        }
        recent.replaceFrom(first, retaken);
        late.forget();
        head = track;
        return true;
    }

    private static boolean endsTrip(Track track) {
        Journey finished = track.finished();
        return finished != null && finished.isTrip();
    }

    /** Whether the told journey before is still one that starts at the same time; a new one may be told. */
    private static boolean sameTrip(@Nullable Journey before, @Nullable Journey after) {
        if (before == null || !before.isTrip()) {
            return true;
        }
        return after != null && after.isTrip() && after.startedAt().equals(before.startedAt());
    }

    private void step(Reading reading, Changes changes) {
        Track next = detector.reduce(head, reading);
        recent.add(head, reading);
        Journey finished = next.finished();
        if (finished != null && open != null) {
            tellFinished(finished, open, changes);
            open = null;
        }
        Journey journey = next.journey();
        if (journey != null && journey.isTrip() && open == null) {
            open = begun(journey, changes);
        }
        head = next;
    }

    private OpenTrip begun(Journey journey, Changes changes) {
        Changes.Named named = changes.name(key.vehicle(), journey.startedAt());
        return new OpenTrip(named.id(), named.revision(), null, null, 0);
    }

    private void tellFinished(Journey journey, OpenTrip trip, Changes changes) {
        if (trip.silent()) {
            tellSilent(journey, trip, changes);
        } else {
            tell(journey, trip, trip.revision(), journey.lastMovingAt(), journey.figures(), changes);
        }
    }

    /** Tells a trip that was told to have ended in silence once more as finished, if anything about it changed since. */
    private OpenTrip tellSilent(Journey journey, OpenTrip trip, Changes changes) {
        TripFigures figures = journey.figures();
        TripFigures told = trip.told() == null ? changes.figures(trip.id()) : trip.told();
        if (figures.equals(told)) {
            return new OpenTrip(trip.id(), trip.revision(), trip.silentEnd(), told, trip.gaps());
        }
        Revision revision = changes.revise(trip.id(), trip.revision(), Reason.RESUMED);
        return tell(journey, trip, revision, journey.lastMovingAt(), figures, changes);
    }

    /** A trip underway grows with every reading; telling each step would cost as much as all the rest of a commit. */
    private static boolean saysLittleNew(Journey journey, @Nullable TripFigures told) {
        return told != null
                && Duration.between(told.lastMovingAt(), journey.lastMovingAt()).compareTo(TELL_GROWTH_EVERY) < 0
                && !journey.lastMovingAt().isBefore(told.lastMovingAt());
    }

    private void tellOpen(Changes changes) {
        OpenTrip trip = open;
        Journey journey = head.journey();
        if (trip == null || journey == null) {
            return;
        }
        if (journey.lastMovingAt().equals(trip.silentEnd())) {
            open = tellSilent(journey, trip, changes);
            return;
        }
        if (!trip.silent() && saysLittleNew(journey, trip.told())) {
            return;
        }
        TripFigures figures = journey.figures();
        if (trip.silent()) {
            Revision resumed = changes.revise(trip.id(), trip.revision(), Reason.RESUMED);
            open = tell(journey, trip, resumed, null, figures, changes);
        } else if (!figures.equals(trip.told())) {
            open = tell(journey, trip, trip.revision(), null, figures, changes);
        }
    }

    /** Tells the trip as underway, or as finished when an end is given. */
    private OpenTrip tell(
            Journey journey,
            OpenTrip trip,
            Revision revision,
            @Nullable Instant end,
            TripFigures figures,
            Changes changes) {
        Trip telling = end == null
                ? new Trip.Underway(trip.id(), key.vehicle(), revision, journey.startedAt(), figures)
                : new Trip.Finished(trip.id(), key.vehicle(), revision, journey.startedAt(), end, figures);
        changes.tell(telling, TrackSnapshot.write(journey.opening()));
        if (journey.gapCount() != trip.gaps()) {
            changes.tellGaps(trip.id(), journey.gaps(key.vehicle(), trip.id()));
        }
        return new OpenTrip(trip.id(), revision, end, figures, journey.gapCount());
    }
}
